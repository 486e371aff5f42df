import { clientStore } from "./client";
import { graphql } from "./graphql";
import { currentLanguage } from "./i18n";
import { languageTable, type CalendarName, type DigitSet } from "./locales";
import { currentSession } from "./session";
import { preferences, setPreferences, subscribePreferences } from "./preferences";

const KeptQuery = graphql(`
  query KeptChoices {
    viewer {
      locale
      calendar
      digits
    }
  }
`);

const KeepMutation = graphql(`
  mutation KeepChoices($input: UpdatePreferencesInput!) {
    updatePreferences(input: $input) {
      userErrors {
        message
      }
    }
  }
`);

let isKept = false;

/**
 * Takes a signed-in reader's choices along: those kept with the account hold on a device where none was made, and each choice made from now
 * on is kept. Going back to the language's own calendar or digits stays on the device: the account keeps choices, not their absence.
 */
export async function keepChoices(): Promise<void> {
  if (isKept || !currentSession()?.signedIn) return;
  isKept = true;
  const { data } = await clientStore.get().query(KeptQuery, {}).toPromise();
  const kept = data?.viewer;
  if (!kept) return;
  const { calendar, digits } = preferences();
  setPreferences({
    calendar: calendar ?? ((kept.calendar?.toLowerCase() ?? null) as CalendarName | null),
    digits: digits ?? ((kept.digits?.toLowerCase() ?? null) as DigitSet | null),
  });

  let known = `${kept.locale ?? ""} ${kept.calendar ?? ""} ${kept.digits ?? ""}`;
  function keep(): void {
    const chosen = preferences();
    const input = {
      locale: languageTable[currentLanguage()].graphql,
      calendar: chosen.calendar ? (chosen.calendar.toUpperCase() as Uppercase<CalendarName>) : null,
      digits: chosen.digits ? (chosen.digits.toUpperCase() as Uppercase<DigitSet>) : null,
    };
    const now = `${input.locale} ${input.calendar ?? kept?.calendar ?? ""} ${input.digits ?? kept?.digits ?? ""}`;
    if (now === known) return;
    known = now;
    void clientStore.get().mutation(KeepMutation, { input }).toPromise();
  }
  keep();
  subscribePreferences(keep);
}
