import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { useEffect, useRef, useState } from "react";

/** A refusal as every mutation of the contract words it. */
export interface Refusal {
  readonly code: string;
  readonly path: readonly string[];
}

const texts: Record<string, MessageDescriptor> = {
  NOT_FOUND: msg`This is no longer there, or you may not see it.`,
  FORBIDDEN: msg`Your role does not allow this.`,
  REQUIRED: msg`Fill this in.`,
  NAME_REQUIRED: msg`Give a name in at least one language.`,
  ALT_REQUIRED: msg`Describe the picture in at least one language.`,
  TOO_LONG: msg`This is too long.`,
  INVALID: msg`This is not well-formed or out of range.`,
  INVALID_AMOUNT: msg`Enter an amount above zero with the decimals of the currency.`,
  CURRENCY_MISMATCH: msg`The currency is not the campaign’s.`,
  LOCKED_BY_GIFTS: msg`This is fixed, since gifts have come in.`,
  DATES: msg`The last day must come after the first, and lie in the future.`,
  CONFLICT: msg`Someone else changed this meanwhile. Load it again; what you typed is kept here.`,
  WRONG_STATUS: msg`This is not possible in the present status.`,
  WRONG_STATE: msg`This is not possible in the present state.`,
  ALREADY_MEMBER: msg`This person is a member or invited already.`,
  INVITATION_EXPIRED: msg`This invitation has expired or was used. Ask for another.`,
  LAST_ADMIN: msg`The last administrator can’t leave. Name another first.`,
  REFUND_FAILED: msg`The gateway refused to pay back. The money is still in the fund.`,
  GATEWAY_UNAVAILABLE: msg`The gateway does not answer. Try again; nothing happens twice.`,
  IDEMPOTENCY_KEY_REUSED: msg`This was sent before with other data. Begin again.`,
  INSUFFICIENT_FUNDS: msg`The fund holds less than that.`,
  DUPLICATE_SLIP: msg`This slip was written down already.`,
  FILE_REFUSED: msg`The file is not what it should be.`,
  TOO_LARGE: msg`The file is too large.`,
  TOO_SMALL: msg`The picture is too small: at least 640 pixels wide.`,
  WRONG_TYPE: msg`The file is of another type than it should be.`,
  INCOMPLETE: msg`The file has not arrived yet.`,
  EXPIRED: msg`The upload took too long. Choose the file again.`,
  REFUSED: msg`The file was refused; the findings say why.`,
  UPLOAD_FAILED: msg`The file did not get through. Check your connection and try again.`,
  RATE_LIMITED: msg`This was asked for too often. Try again later.`,
  SECOND_FACTOR_REQUIRED: msg`Your role needs a second factor now. Open “Work” in another tab to set one up; what you typed stays here.`,
  NETWORK: msg`Sanad could not be reached. What you typed is kept; try again.`,
};

const fallback = msg`This was refused.`;

/** The words for a refusal; the same in the summary and beside the field. */
export function useRefusalText(): (refusal: Refusal) => string {
  const { i18n } = useLingui();
  return (refusal) => i18n._(texts[refusal.code] ?? fallback);
}

/** The first refusal at a field; children of the path count as the field's own. */
export function refusalAt(refusals: readonly Refusal[], ...path: string[]): Refusal | undefined {
  return refusals.find((refusal) => path.every((step, index) => refusal.path[index] === step));
}

export function fieldId(path: readonly string[]): string {
  return `field-${path.join("-")}`;
}

/** What the field of a refusal is called on the page; empty where it has no name there. */
function nameOf(path: readonly string[]): string {
  const field = document.getElementById(fieldId(path));
  const label = field?.querySelector("legend, label, span") ?? document.querySelector(`label[for="${fieldId(path)}"]`);
  return label?.firstChild?.textContent?.trim() ?? "";
}

/** Brings the reader to the field itself; a group of fields is entered at its first. */
function enter(path: readonly string[]): void {
  const field = document.getElementById(fieldId(path));
  const first = field?.matches("input, textarea, select") ? field : (field?.querySelector<HTMLElement>("input, [tabindex='0']") ?? field);
  first?.scrollIntoView({ block: "center" });
  first?.focus({ preventScroll: true });
}

/** What stands in the way, on top, with links to the fields; takes the focus when it appears. */
export function ErrorSummary({ refusals }: { readonly refusals: readonly Refusal[] }) {
  const text = useRefusalText();
  const box = useRef<HTMLDivElement>(null);
  const [names, setNames] = useState<readonly string[]>([]);
  const shown = useRef<readonly Refusal[]>([]);
  // A list built anew out of the same refusals is no news: the focus stays where the reader took it.
  useEffect(() => {
    const same = refusals.length === shown.current.length && refusals.every((refusal, index) => refusal === shown.current[index]);
    if (same) return;
    shown.current = refusals;
    setNames(refusals.map((refusal) => nameOf(refusal.path)));
    if (refusals.length > 0) box.current?.focus();
  }, [refusals]);
  if (refusals.length === 0) return null;
  return (
    <div ref={box} role="alert" tabIndex={-1} className="rounded-md border-2 border-danger bg-danger-wash p-4">
      <h2 className="text-lg text-danger">
        <Trans>This could not be saved</Trans>
      </h2>
      <ul className="mt-2 flex flex-col gap-1">
        {refusals.map((refusal, index) => {
          const key = [refusal.code, ...refusal.path].join(".");
          return (
            <li key={key}>
              {refusal.path.length > 0 ? (
                <a
                  href={`#${fieldId(refusal.path)}`}
                  className="font-semibold text-danger underline"
                  onClick={(event) => {
                    event.preventDefault();
                    enter(refusal.path);
                  }}
                >
                  {names[index] ? <bdi>{names[index]}: </bdi> : null}
                  {text(refusal)}
                </a>
              ) : (
                <span className="font-semibold text-danger">{text(refusal)}</span>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
