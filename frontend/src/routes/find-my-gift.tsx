import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { useMutation } from "urql";
import { graphql } from "../lib/graphql";
import { isEmail, toE164 } from "../lib/phone";
import { resolved, usePreferences } from "../lib/preferences";
import { useLanguage } from "../lib/i18n";
import { useLocale } from "../lib/use-locale";
import { Button } from "../ui/button";
import { ErrorSummary } from "../ui/error-summary";
import { describedBy, Field } from "../ui/field";
import { PageTitle } from "../ui/page-title";
import { StatePanel } from "../ui/state-panel";

const RequestLinkMutation = graphql(`
  mutation RequestDonationLink($input: RequestDonationLinkInput!) {
    requestDonationLink(input: $input) {
      accepted
      retryAfter
      userErrors {
        code
      }
    }
  }
`);

/** Sends a guest a fresh link to their gifts; it answers the same whether there are any. */
export function FindMyGift() {
  const { t } = useLingui();
  const locale = useLocale();
  const language = useLanguage();
  const { country } = resolved(language, usePreferences());
  const [{ fetching }, request] = useMutation(RequestLinkMutation);
  const [contact, setContact] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const [attempt, setAttempt] = useState(0);
  const [sent, setSent] = useState(false);

  function tooOften(seconds: number) {
    return t`This was asked for too often. Please try again ${plural(Math.ceil(seconds / 60), { one: "in # minute", other: "in # minutes" })}.`;
  }

  function refuse(message: string) {
    setFault(message);
    setAttempt((count) => count + 1);
  }

  async function submit() {
    const typed = contact.trim();
    const address = isEmail(typed) ? typed : toE164(typed, country);
    if (address === null) {
      refuse(t`Write an e-mail address, or a mobile number with its country code`);
      return;
    }
    const { data, error } = await request({ input: { contact: address, locale } });
    const answer = data?.requestDonationLink;
    if (answer?.accepted) setSent(true);
    else if (answer?.userErrors.some((each) => each.code === "RATE_LIMITED")) refuse(tooOften(answer.retryAfter ?? 60));
    else refuse(error ? t`The connection failed. Please try again.` : t`Write an e-mail address, or a mobile number with its country code`);
  }

  if (sent) {
    return (
      <div className="container-page" role="status">
        <StatePanel icon="check" headingLevel={1} title={<Trans>Look at your messages</Trans>}>
          <Trans>If gifts were made with this address or number, a link to them is on its way. It may take a few minutes.</Trans>
        </StatePanel>
      </div>
    );
  }
  return (
    <div className="container-page flex max-w-xl flex-col gap-6 py-10 md:py-16">
      <PageTitle title={t`Find my gift`} />
      <h1 className="text-2xl">
        <Trans>Find my gift</Trans>
      </h1>
      <p className="text-muted">
        <Trans>You gave without an account and lost the link? We send a new one to the address that you left.</Trans>
      </p>
      <ErrorSummary errors={fault ? [{ field: "contact", message: fault }] : []} attempt={attempt} />
      <form
        noValidate
        className="flex flex-col gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Field id="contact" label={<Trans>E-mail address or mobile number</Trans>} error={fault ?? undefined}>
          <input
            id="contact"
            type="text"
           
            autoComplete="email"
            autoCapitalize="none"
            spellCheck={false}
            value={contact}
            aria-invalid={fault !== null || undefined}
            aria-describedby={describedBy("contact", false, fault)}
            onChange={(event) => setContact(event.target.value)}
            className="free-text field-control min-h-12"
          />
        </Field>
        <div>
          <Button type="submit" busy={fetching}>
            <Trans>Send the link</Trans>
          </Button>
        </div>
      </form>
    </div>
  );
}
