import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { usesToman } from "../../lib/format/money";
import { useFormat } from "../../lib/format/use-format";
import { graphql, readFragment, type FragmentOf } from "../../lib/graphql";
import { intentionNames } from "../../lib/names";
import { Icon } from "../../ui/icon";
import { Localized, LocalizedFragment } from "../../ui/localized";
import { MoneyFragment } from "../../ui/money";
import { Notice } from "../../ui/notice";
import { Reference } from "../../ui/reference";
import { Wordmark } from "../../ui/wordmark";

export const ReceiptFragment = graphql(
  `
    fragment ReceiptSheet on Receipt {
      id
      number
      verificationCode
      verificationUrl
      state
      issuedAt
      intention
      donorName
      amountInWords(locale: $locale)
      amount {
        ...MoneyParts
      }
      organization {
        name {
          ...Localized
        }
        legalForm {
          ...Localized
        }
      }
      campaign {
        title {
          ...Localized
        }
      }
      replacedBy {
        number
      }
    }
  `,
  [LocalizedFragment, MoneyFragment],
);

/** The code in two groups of five, as it is read out. */
export function spacedCode(code: string): string {
  return code.replace(/(.{5})(?=.)/g, "$1-");
}

/** The voucher itself: what a سند is. One sheet, on paper as on the screen. */
export function ReceiptSheet({ receipt }: { readonly receipt: FragmentOf<typeof ReceiptFragment> }) {
  const { i18n } = useLingui();
  const format = useFormat();
  const data = readFragment(ReceiptFragment, receipt);
  const money = readFragment(MoneyFragment, data.amount);
  return (
    <article className="overflow-hidden rounded-md bg-surface shadow-raised print:border print:shadow-none forced-colors:border">
      <header className="guilloche flex items-center justify-between gap-4 bg-deep px-6 py-5 text-on-deep print:border-b print:bg-transparent print:text-ink">
        <Wordmark className="h-9 w-auto" />
        <p className="text-end">
          <span className="block text-sm text-on-deep-muted print:text-muted">
            <Trans>Receipt number</Trans>
          </span>
          <Reference value={data.number} className="text-lg" />
        </p>
      </header>
      {data.state === "VALID" ? null : (
        <div className="px-6 pt-5">
          <Notice tone="danger" icon="alert">
            {data.state === "REPLACED" && data.replacedBy ? (
              <Trans>
                This receipt was replaced by <Reference value={data.replacedBy.number} />.
              </Trans>
            ) : (
              <Trans>This receipt is void: the gift was paid back.</Trans>
            )}
          </Notice>
        </div>
      )}
      <div className="flex flex-col gap-1 px-6 pt-7 text-center">
        <p className="text-3xl font-bold text-action">
          <bdi>{format.money(money)}</bdi>
        </p>
        <p className="text-muted">{data.amountInWords}</p>
        {usesToman(money, format.language) ? <p className="text-sm text-muted">{format.money(money, { exactUnit: true })}</p> : null}
      </div>
      <dl className="grid gap-x-8 gap-y-4 px-6 py-7 sm:grid-cols-2">
        <Entry label={<Trans>Received by</Trans>}>
          <Localized value={data.organization.name} />
        </Entry>
        <Entry label={<Trans>For</Trans>}>
          <Localized value={data.campaign.title} />
        </Entry>
        <Entry label={<Trans>From</Trans>}>{data.donorName ? <bdi>{data.donorName}</bdi> : <Trans>A donor who left no name</Trans>}</Entry>
        <Entry label={<Trans>Intention</Trans>}>{i18n._(intentionNames[data.intention])}</Entry>
        <Entry label={<Trans>Date</Trans>}>
          <time dateTime={data.issuedAt}>{format.instant(data.issuedAt)}</time>
        </Entry>
        {data.organization.legalForm ? (
          <Entry label={<Trans>Legal form</Trans>}>
            <Localized value={data.organization.legalForm} />
          </Entry>
        ) : null}
      </dl>
      <div className="relative border-t-2 border-dashed border-line">
        <span className="absolute -start-3 -top-3 size-6 rounded-full bg-ground print:hidden" />
        <span className="absolute -end-3 -top-3 size-6 rounded-full bg-ground print:hidden" />
      </div>
      <footer className="flex flex-col gap-2 px-6 py-6">
        <p className="text-sm text-muted">
          <Trans>Anyone can check this receipt with its code:</Trans>
        </p>
        <div className="flex flex-wrap items-center justify-between gap-3">
          <Reference value={spacedCode(data.verificationCode)} className="text-xl tracking-wider" />
          <span className="no-print flex gap-1">
            <CopyButton text={data.verificationUrl} />
            <Link
              to="/verify/$code"
              params={{ code: data.verificationCode }}
              className="inline-flex min-h-11 items-center gap-2 rounded-sm px-3 font-semibold text-action hover:bg-wash"
              data-testid="verify-link"
            >
              <Icon name="shield" />
              <Trans>Verify</Trans>
            </Link>
          </span>
        </div>
        <p dir="ltr" className="hidden text-sm print:block rtl:text-end">
          {data.verificationUrl}
        </p>
      </footer>
    </article>
  );
}

function Entry({ label, children }: { readonly label: ReactNode; readonly children: ReactNode }) {
  return (
    <div>
      <dt className="text-sm text-muted">{label}</dt>
      <dd className="font-semibold">{children}</dd>
    </div>
  );
}

function CopyButton({ text }: { readonly text: string }) {
  const [copied, setCopied] = useState(false);
  return (
    <button
      type="button"
      className="inline-flex min-h-11 items-center gap-2 rounded-sm px-3 font-semibold text-action hover:bg-wash"
      onClick={() => {
        void navigator.clipboard.writeText(text).then(() => setCopied(true));
      }}
    >
      <Icon name={copied ? "check" : "copy"} />
      <span aria-live="polite">{copied ? <Trans>Copied</Trans> : <Trans>Copy link</Trans>}</span>
    </button>
  );
}
