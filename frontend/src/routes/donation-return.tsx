import { Trans, useLingui } from "@lingui/react/macro";
import { Link, useRouterState } from "@tanstack/react-router";
import { useEffect, useState, type ReactNode } from "react";
import { endAttempt, forgetDraft, giftUnderWay } from "../features/giving/attempt";
import { secretOfHash } from "../features/giving/gift-secret";
import { useGift } from "../features/giving/use-gift";
import { useFormat } from "../lib/format/use-format";
import { readFragment } from "../lib/graphql";
import { buttonClass } from "../ui/button";
import { Icon, type IconName } from "../ui/icon";
import { Localized } from "../ui/localized";
import { Money, MoneyFragment } from "../ui/money";
import { PageTitle } from "../ui/page-title";
import { Reference } from "../ui/reference";
import { StatePanel } from "../ui/state-panel";

/** The way back from the payment page: waits for the gateway's word, then says what became of the gift. */
export function DonationReturn() {
  const { t } = useLingui();
  const format = useFormat();
  const hash = useRouterState({ select: (state) => state.location.hash });
  const [underWay] = useState(giftUnderWay);
  const secret = secretOfHash(hash) ?? underWay?.secret ?? null;
  const { gift, state, slow } = useGift({ secret, id: underWay?.id ?? null });
  const slug = gift?.campaign.slug;

  useEffect(() => {
    if (state !== "settled" || !gift) return;
    endAttempt();
    if (gift.state === "SUCCEEDED") forgetDraft(gift.campaign.slug);
  }, [state, gift]);

  if (state === "unknown") {
    return (
      <Frame title={t`Your gift`}>
        <StatePanel
          icon="search"
          headingLevel={1}
          title={<Trans>We can't find this gift from here</Trans>}
          action={
            <Link to="/find-my-gift" className={buttonClass()}>
              <Trans>Find my gift</Trans>
            </Link>
          }
        >
          <Trans>The link may be incomplete, or it was opened on another device. If you have paid, nothing is lost.</Trans>
        </StatePanel>
      </Frame>
    );
  }
  if (!gift || state === "asking" || state === "unreachable") {
    return (
      <Frame title={t`Confirming…`}>
        <Waiting>
          {state === "unreachable" ? (
            <Trans>The connection is weak. We keep asking; your payment is not affected.</Trans>
          ) : (
            <Trans>This takes a few seconds.</Trans>
          )}
        </Waiting>
      </Frame>
    );
  }

  const reference = <Reference value={gift.reference} />;
  switch (gift.state) {
    case "SUCCEEDED":
      return (
        <Frame title={t`Thank you`}>
          <Result icon="check" title={<Trans>Thank you. Your gift has arrived.</Trans>}>
            <p className="text-2xl font-bold text-action">
              <Money value={gift.amount} />
            </p>
            <p>
              <Trans>
                for <Localized value={gift.campaign.title} />
              </Trans>
            </p>
            <p className="text-sm text-muted">
              <Localized value={gift.campaign.organization.name} />
            </p>
            <div className="mt-4 flex flex-wrap justify-center gap-3">
              <Link to="/donations/receipt" search={{ gift: secret ? undefined : gift.id }} hash={secret ? `secret=${secret}` : ""} className={buttonClass()}>
                <Icon name="receipt" />
                <Trans>Open the receipt</Trans>
              </Link>
              <Link to="/campaigns/$slug" params={{ slug: gift.campaign.slug }} className={buttonClass("outlined")}>
                <Trans>Back to the campaign</Trans>
              </Link>
            </div>
            <p className="mt-4 text-sm text-muted">
              <Trans>Reference: {reference}</Trans>
            </p>
          </Result>
        </Frame>
      );
    case "FAILED":
    case "EXPIRED":
      return (
        <Frame title={t`Not paid`}>
          <Result icon="alert" tone="danger" title={<Trans>The gift was not paid</Trans>}>
            <p className="text-muted">
              {gift.state === "EXPIRED" ? (
                <Trans>The time for the payment ran out. You have paid nothing.</Trans>
              ) : gift.failure === "DECLINED" ? (
                <Trans>The payment service declined it. You have paid nothing.</Trans>
              ) : gift.failure === "ABANDONED" ? (
                <Trans>You left the payment page before paying. You have paid nothing.</Trans>
              ) : gift.failure === "CAMPAIGN_CLOSED" ? (
                <Trans>The campaign ended meanwhile. Anything that you paid goes back to you.</Trans>
              ) : (
                <Trans>The payment could not be confirmed. Anything that was taken goes back to you.</Trans>
              )}
            </p>
            <div className="mt-4 flex flex-wrap justify-center gap-3">
              {slug && gift.failure !== "CAMPAIGN_CLOSED" ? (
                <Link to="/campaigns/$slug/give" params={{ slug }} className={buttonClass()}>
                  <Trans>Try again</Trans>
                </Link>
              ) : (
                <Link to="/campaigns" className={buttonClass()}>
                  <Trans>Look at other campaigns</Trans>
                </Link>
              )}
            </div>
            <p className="mt-4 text-sm text-muted">
              <Trans>What you had typed is kept.</Trans> <Trans>Reference: {reference}</Trans>
            </p>
          </Result>
        </Frame>
      );
    case "REFUNDED":
      return (
        <Frame title={t`Paid back`}>
          <Result icon="receipt" title={<Trans>This gift was paid back</Trans>}>
            <p className="text-muted">
              <Trans>
                <bdi>{format.money(readFragment(MoneyFragment, gift.amount))}</bdi> went back the way it came.
              </Trans>
            </p>
            <p className="text-sm text-muted">
              <Trans>Reference: {reference}</Trans>
            </p>
          </Result>
        </Frame>
      );
    default:
      return (
        <Frame title={t`Confirming…`}>
          <Waiting>
            {slow ? (
              <>
                <span className="block">
                  <Trans>The payment service has not confirmed yet. You can close this page: the receipt will reach you as soon as it does.</Trans>
                </span>
                <span className="mt-3 block text-ink">
                  <Trans>Your reference: {reference}</Trans>
                </span>
                {gift.checkoutUrl ? (
                  <a href={gift.checkoutUrl} className={buttonClass("outlined", "mt-4")}>
                    <Trans>Go back to the payment page</Trans>
                  </a>
                ) : null}
              </>
            ) : (
              <Trans>This takes a few seconds.</Trans>
            )}
          </Waiting>
        </Frame>
      );
  }
}

function Frame({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className="container-page max-w-2xl py-10 md:py-16" aria-live="polite">
      <PageTitle title={title} />
      {children}
    </div>
  );
}

function Waiting({ children }: { readonly children: ReactNode }) {
  return (
    <div className="flex flex-col items-center gap-4 py-10 text-center">
      <span className="size-12 animate-spin rounded-full border-4 border-track border-t-bar" aria-hidden="true" />
      <h1 className="text-xl">
        <Trans>Confirming your payment…</Trans>
      </h1>
      <div className="max-w-md text-muted">{children}</div>
    </div>
  );
}

interface ResultProps {
  readonly icon: IconName;
  readonly tone?: "good" | "danger";
  readonly title: ReactNode;
  readonly children: ReactNode;
}

function Result({ icon, tone = "good", title, children }: ResultProps) {
  return (
    <div className="flex animate-appear flex-col items-center gap-3 rounded-md bg-surface px-5 py-10 text-center shadow-card forced-colors:border">
      <span className={`grid size-16 place-items-center rounded-full ${tone === "good" ? "bg-wash text-action" : "bg-danger-wash text-danger"}`}>
        <Icon name={icon} className="size-8" />
      </span>
      <h1 className="text-xl">{title}</h1>
      {children}
    </div>
  );
}
