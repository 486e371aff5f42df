import { useLingui } from "@lingui/react/macro";
import { verificationNames } from "../../lib/names";
import { Icon, type IconName } from "../../ui/icon";

export type VerificationState = keyof typeof verificationNames;

const looks: Record<VerificationState, { readonly icon: IconName; readonly tone: string }> = {
  UNVERIFIED: { icon: "info", tone: "text-muted" },
  IN_REVIEW: { icon: "clock", tone: "text-notice" },
  VERIFIED: { icon: "shield", tone: "text-action" },
  REVOKED: { icon: "alert", tone: "text-danger" },
};

/** A state of verification in words, with a sign beside it. */
export function VerificationTag({ state }: { readonly state: VerificationState }) {
  const { i18n } = useLingui();
  const { icon, tone } = looks[state];
  return (
    <span className={`inline-flex items-center gap-1.5 whitespace-nowrap font-semibold ${tone}`}>
      <Icon name={icon} className="size-4" />
      {i18n._(verificationNames[state])}
    </span>
  );
}
