import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";
import * as v from "valibot";
import { isolate } from "../../lib/format/bidi";
import { compareAmounts } from "../../lib/format/money";
import { useFormat } from "../../lib/format/use-format";
import type { Intention } from "../../lib/labels";
import { isEmail, toE164 } from "../../lib/phone";

/** What a giver fills in; amounts exact, in the currency of the campaign. */
export interface GiveValues {
  choice: string;
  other: string;
  intention: Intention;
  contact: string;
  donorName: string;
  publishName: boolean;
  displayName: string;
  dedication: string;
}

/** The choice of an amount that is none of the presets. */
export const otherChoice = "other";
const dedicationLength = 280;
const exact = /^\d+(\.\d+)?$/;

/** Whether a text is an exact amount, rather than something still being typed. */
export function isAmount(text: string): boolean {
  return exact.test(text);
}

/** The amount that is chosen or written. */
export function amountOf(values: Pick<GiveValues, "choice" | "other">): string {
  return values.choice === otherChoice ? values.other : values.choice;
}

/** Why a gift was refused; with the field that mends it, where one does. */
export interface GiveRefusal {
  readonly field: string | null;
  readonly message: string;
}

type Amount = Parameters<ReturnType<typeof useFormat>["money"]>[0];

interface GiveTerms {
  readonly minimum: Amount;
  readonly maximum: Amount | null;
  readonly signedIn: boolean;
  readonly jurisdiction: Parameters<typeof toE164>[1];
}

/** What is checked before a gift is sent, and in what words the server's refusals are told. */
export function useGiveRules({ minimum, maximum, signedIn, jurisdiction }: GiveTerms) {
  const { t } = useLingui();
  const format = useFormat();

  const texts = useMemo(
    () => ({
      chooseAmount: t`Choose an amount, or write another one`,
      amountInvalid: t`Write the amount in digits, for example ${isolate(format.amount({ amount: minimum.amount, currency: minimum.currency }))}`,
      belowMinimum: t`The least gift here is ${isolate(format.money(minimum))}`,
      aboveMaximum: maximum ? t`The greatest single gift here is ${isolate(format.money(maximum))}` : "",
      contactRequired: t`Leave an e-mail address or a mobile number, so that the receipt reaches you`,
      contactInvalid: t`This is neither an e-mail address nor a phone number`,
      nameRequired: t`Write the name to publish`,
      dedicationLong: t`The dedication has room for ${format.integer(dedicationLength)} characters`,
    }),
    [t, format, minimum, maximum],
  );

  const schema = useMemo(
    () =>
      v.pipe(
        v.object({
          choice: v.pipe(v.string(), v.nonEmpty(texts.chooseAmount)),
          other: v.string(),
          intention: v.string(),
          contact: v.pipe(
            v.string(),
            v.check((text) => signedIn || text.trim() !== "", texts.contactRequired),
            v.check(
              (text) => text.trim() === "" || isEmail(text) || toE164(text, jurisdiction) !== null,
              texts.contactInvalid,
            ),
          ),
          donorName: v.string(),
          publishName: v.boolean(),
          displayName: v.string(),
          dedication: v.pipe(v.string(), v.maxLength(dedicationLength, texts.dedicationLong)),
        }),
        v.forward(
          v.check((values) => values.choice !== otherChoice || isAmount(values.other), texts.amountInvalid),
          ["other"],
        ),
        v.forward(
          v.check((values) => {
            const amount = amountOf(values);
            return !isAmount(amount) || compareAmounts(amount, minimum.amount) >= 0;
          }, texts.belowMinimum),
          ["other"],
        ),
        v.forward(
          v.check((values) => {
            const amount = amountOf(values);
            return !maximum || !isAmount(amount) || compareAmounts(amount, maximum.amount) <= 0;
          }, texts.aboveMaximum),
          ["other"],
        ),
        v.forward(
          v.check((values) => !values.publishName || values.displayName.trim() !== "", texts.nameRequired),
          ["displayName"],
        ),
      ),
    [texts, signedIn, jurisdiction, minimum, maximum],
  );

  function refusalOf(code: string | null, limit: string): GiveRefusal {
    switch (code) {
      case "BELOW_MINIMUM":
        return { field: "other", message: limit ? t`The least gift here is ${limit}` : texts.belowMinimum };
      case "ABOVE_MAXIMUM":
        return { field: "other", message: limit ? t`The greatest single gift here is ${limit}` : texts.aboveMaximum };
      case "INVALID_AMOUNT":
      case "CURRENCY_MISMATCH":
        return { field: "other", message: texts.amountInvalid };
      case "INTENTION_NOT_ALLOWED":
        return { field: "intention", message: t`This campaign may not take this intention` };
      case "CONTACT_REQUIRED":
        return { field: "contact", message: texts.contactRequired };
      case "INVALID_EMAIL":
      case "INVALID_PHONE":
        return { field: "contact", message: texts.contactInvalid };
      case "NAME_REQUIRED":
        return { field: "displayName", message: texts.nameRequired };
      case "TOO_LONG":
        return { field: "dedication", message: texts.dedicationLong };
      case "GOAL_REACHED":
        return { field: null, message: t`The goal was reached a moment ago. This campaign takes no more gifts, and you have paid nothing.` };
      case "CAMPAIGN_CLOSED":
      case "CAMPAIGN_PAUSED":
      case "CAMPAIGN_NOT_STARTED":
      case "CAMPAIGN_NOT_FOUND":
        return { field: null, message: t`This campaign takes no gifts at the moment. You have paid nothing.` };
      case "GATEWAY_UNAVAILABLE":
        return { field: null, message: t`The payment service doesn't answer. You have paid nothing; please try again in a moment.` };
      default:
        return { field: null, message: t`The connection failed. Pressing Pay again gives only once.` };
    }
  }

  return { schema, refusalOf };
}
