import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useEffect, useRef, useState } from "react";
import { useSubscription } from "urql";
import { isolate } from "../../lib/format/bidi";
import { useFormat } from "../../lib/format/use-format";
import { graphql, readFragment, type FragmentOf } from "../../lib/graphql";
import { Icon } from "../../ui/icon";
import { MoneyFragment, type MoneyRef } from "../../ui/money";
import { ProgressBar } from "../../ui/progress-bar";

export const StandingFragment = graphql(
  `
    fragment Standing on Campaign {
      id
      progress
      donorCount
      raised {
        ...MoneyParts
      }
      goal {
        ...MoneyParts
      }
    }
  `,
  [MoneyFragment],
);

const ProgressSubscription = graphql(
  `
    subscription CampaignProgress($campaignId: ID!) {
      campaignProgress(campaignId: $campaignId) {
        eventId
        progress
        donorCount
        raised {
          ...MoneyParts
        }
      }
    }
  `,
  [MoneyFragment],
);

interface Live {
  readonly progress: number;
  readonly donorCount: number;
  readonly raised: MoneyRef;
}

const announceEvery = 15_000;

/** How a campaign stands, moving as gifts arrive. It is spoken at most every fifteen seconds and never moves anything else. */
export function Standing({ campaign }: { readonly campaign: FragmentOf<typeof StandingFragment> }) {
  const { t } = useLingui();
  const format = useFormat();
  const data = readFragment(StandingFragment, campaign);
  const [{ data: news }] = useSubscription({ query: ProgressSubscription, variables: { campaignId: data.id } });
  const now: Live = news?.campaignProgress ?? data;
  const percent = format.percent(now.progress);
  const raised = readFragment(MoneyFragment, now.raised);
  const announcement = useSpoken(news ? t`Raised so far: ${isolate(format.money(raised))}` : null);
  return (
    <div className="flex flex-col gap-3" data-testid="standing">
      <p>
        <bdi className="block text-2xl font-bold text-action" data-testid="raised">
          {format.money(raised)}
        </bdi>
        <span className="text-muted">
          <Trans>
            raised of <bdi className="whitespace-nowrap">{format.money(readFragment(MoneyFragment, data.goal))}</bdi>
          </Trans>
        </span>
      </p>
      <ProgressBar percent={now.progress} text={percent} label={t`Raised`} size="large" />
      <p className="flex items-center justify-between gap-4 text-sm text-muted">
        <span className="flex items-center gap-1.5">
          <Icon name="people" className="size-4" />
          <Plural value={now.donorCount} _0="No donors yet" one="# donor" other="# donors" />
        </span>
        <bdi className="font-semibold text-ink">{percent}</bdi>
      </p>
      <p role="status" className="sr-only">
        {announcement}
      </p>
    </div>
  );
}

/** Holds a text back until fifteen seconds have passed since the last one. */
function useSpoken(text: string | null): string | null {
  const [spoken, setSpoken] = useState<string | null>(null);
  const last = useRef(0);
  useEffect(() => {
    if (text === null) return;
    const wait = Math.max(0, last.current + announceEvery - Date.now());
    const timer = setTimeout(() => {
      last.current = Date.now();
      setSpoken(text);
    }, wait);
    return () => clearTimeout(timer);
  }, [text]);
  return spoken;
}
