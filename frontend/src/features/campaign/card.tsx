import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { isolate } from "../../lib/format/bidi";
import { daysUntil } from "../../lib/format/date";
import { useFormat } from "../../lib/format/use-format";
import { graphql, readFragment, type FragmentOf } from "../../lib/graphql";
import { sectorNames } from "../../lib/labels";
import { Icon } from "../../ui/icon";
import { Localized, LocalizedFragment, localizedText } from "../../ui/localized";
import { Money, MoneyFragment } from "../../ui/money";
import { Picture, PictureFragment } from "../../ui/picture";
import { ProgressBar } from "../../ui/progress-bar";
import { SectorArt } from "../../ui/sector-art";
import { Skeleton } from "../../ui/skeleton";

export const CampaignCardFragment = graphql(
  `
    fragment CampaignCard on Campaign {
      id
      slug
      sector
      status
      closedFor
      progress
      donorCount
      endsOn
      title {
        ...Localized
      }
      organization {
        name {
          ...Localized
        }
        verification {
          state
        }
      }
      raised {
        ...MoneyParts
      }
      goal {
        ...MoneyParts
      }
      image {
        ...Picture
      }
    }
  `,
  [LocalizedFragment, MoneyFragment, PictureFragment],
);

interface CampaignCardProps {
  readonly campaign: FragmentOf<typeof CampaignCardFragment>;
  /** The first cards are above the fold: their pictures don't wait. */
  readonly eager?: boolean;
  readonly headingLevel?: 2 | 3;
}

/** A campaign in a list: one link, whose target is the whole card. */
export function CampaignCard({ campaign, eager = false, headingLevel = 3 }: CampaignCardProps) {
  const { t, i18n } = useLingui();
  const format = useFormat();
  const data = readFragment(CampaignCardFragment, campaign);
  const Heading = `h${String(headingLevel)}` as "h2" | "h3";
  const percent = format.percent(data.progress);
  return (
    <article className="group relative flex flex-col overflow-hidden rounded-md bg-surface shadow-card transition-shadow duration-200 hover:shadow-raised forced-colors:border">
      {data.image ? (
        <Picture value={data.image} width={640} eager={eager} className="aspect-[16/9]" />
      ) : (
        <SectorArt sector={data.sector} className="aspect-[16/9]" />
      )}
      <div className="flex flex-1 flex-col gap-2 p-4 sm:p-5">
        <p className="flex items-center gap-1.5 text-sm text-muted">{i18n._(sectorNames[data.sector])}</p>
        <Heading className="text-lg leading-snug font-bold">
          <Link to="/campaigns/$slug" params={{ slug: data.slug }} className="after:absolute after:inset-0 after:rounded-md">
            <Localized value={data.title} />
          </Link>
        </Heading>
        <p className="flex items-center gap-1.5 text-sm text-muted">
          {data.organization.verification.state === "VERIFIED" ? (
            <span className="text-action" title={t`Verified organization`}>
              <Icon name="shield" className="size-4" />
              <span className="sr-only">
                <Trans>Verified organization</Trans>
              </span>
            </span>
          ) : null}
          <span className="min-w-0 wrap-anywhere">
            <Localized value={data.organization.name} />
          </span>
        </p>
        <div className="mt-auto flex flex-col gap-2 pt-3">
          <ProgressBar percent={data.progress} text={percent} label={t`Raised for ${isolate(localizedText(data.title))}`} />
          <p className="flex items-baseline justify-between gap-3">
            <span className="font-semibold">
              <Money value={data.raised} compact />
            </span>
            <span className="text-sm text-muted">
              <Trans>
                <bdi>{percent}</bdi> of <Money value={data.goal} compact />
              </Trans>
            </span>
          </p>
          <p className="flex items-center justify-between gap-3 text-sm text-muted">
            <span>
              <Plural value={data.donorCount} _0="No donors yet" one="# donor" other="# donors" />
            </span>
            <CampaignDeadline status={data.status} closedFor={data.closedFor} endsOn={data.endsOn} />
          </p>
        </div>
      </div>
    </article>
  );
}

interface DeadlineProps {
  readonly status: string;
  readonly closedFor: string | null;
  readonly endsOn: string | null;
}

/** How long it still takes gifts, said plainly and without a countdown. */
export function CampaignDeadline({ status, closedFor, endsOn }: DeadlineProps) {
  const format = useFormat();
  if (closedFor === "GOAL_REACHED") return <span><Trans>Goal reached</Trans></span>;
  if (status === "PAUSED") return <span><Trans>Paused</Trans></span>;
  if (status === "CLOSED" || closedFor === "ENDED") return <span><Trans>Ended</Trans></span>;
  if (!endsOn) return null;
  const days = daysUntil(endsOn);
  if (days < 0) return <span><Trans>Ended</Trans></span>;
  if (days > 30) return <span><Trans>Until <bdi>{format.day(endsOn)}</bdi></Trans></span>;
  return <span><Plural value={days} _0="Last day" one="# day left" other="# days left" /></span>;
}

export function CampaignCardSkeleton() {
  return (
    <div className="flex flex-col overflow-hidden rounded-md bg-surface shadow-card">
      <Skeleton className="aspect-[16/9]" />
      <div className="flex flex-col gap-3 p-5">
        <Skeleton className="h-4 w-24" />
        <Skeleton className="h-6 w-full" />
        <Skeleton className="h-4 w-40" />
        <Skeleton className="mt-4 h-2 w-full" />
        <Skeleton className="h-5 w-full" />
      </div>
    </div>
  );
}
