import { Trans } from "@lingui/react/macro";
import type { ReactNode } from "react";

export type DonationState = "CREATED" | "PENDING" | "SUCCEEDED" | "FAILED" | "EXPIRED" | "REFUNDED";

/** The state of a gift in a word, told by words first and colour second. */
export function DonationStateTag({ state }: { readonly state: DonationState }) {
  const [tone, text]: [string, ReactNode] =
    state === "SUCCEEDED"
      ? ["bg-wash text-action", <Trans key="t">Arrived</Trans>]
      : state === "FAILED"
        ? ["bg-danger-wash text-danger", <Trans key="t">Not paid</Trans>]
        : state === "EXPIRED"
          ? ["bg-sunken text-muted", <Trans key="t">Not paid in time</Trans>]
          : state === "REFUNDED"
            ? ["bg-sunken text-muted", <Trans key="t">Paid back</Trans>]
            : ["bg-notice-wash text-notice", <Trans key="t">Waiting for payment</Trans>];
  return <span className={`rounded-full px-3 py-0.5 text-sm font-semibold ${tone}`}>{text}</span>;
}
