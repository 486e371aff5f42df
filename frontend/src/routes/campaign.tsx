import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { getRouteApi, Link, notFound } from "@tanstack/react-router";
import { useQuery } from "urql";
import { CampaignDeadline } from "../features/campaign/card";
import { ClosedReasonText } from "../features/campaign/closed-reason";
import { Standing, StandingFragment } from "../features/campaign/standing";
import { VerificationFragment, VerificationLine } from "../features/organization/verification";
import { useFormat } from "../lib/format/use-format";
import { graphql, readFragment } from "../lib/graphql";
import { sectorNames } from "../lib/labels";
import { languageTable } from "../lib/locales";
import { goalNames } from "../lib/names";
import type { RouteContext } from "../lib/route-context";
import { useLocale } from "../lib/use-locale";
import { buttonClass } from "../ui/button";
import { Icon } from "../ui/icon";
import { Localized, LocalizedFragment, localizedText, useLocalizedAttributes, type LocalizedValue } from "../ui/localized";
import { Markdown } from "../ui/markdown";
import { Money, MoneyFragment } from "../ui/money";
import { Notice } from "../ui/notice";
import { PageTitle } from "../ui/page-title";
import { Picture, PictureFragment } from "../ui/picture";
import { SectorArt, SectorSign } from "../ui/sector-art";
import { Skeleton } from "../ui/skeleton";

const CampaignQuery = graphql(
  `
    query Campaign($slug: String!, $locale: Locale!) {
      paymentsAreTests
      campaignBySlug(slug: $slug) {
        id
        slug
        sector
        sdgs
        status
        closedFor
        startsOn
        endsOn
        isDemo
        feePercent
        ...Standing
        title {
          ...Localized
        }
        summary {
          ...Localized
        }
        story {
          ...Localized
        }
        areas {
          id
          name(locale: $locale)
        }
        image {
          ...Picture
        }
        organization {
          slug
          name {
            ...Localized
          }
          verification {
            ...VerificationLine
          }
        }
        impacts {
          amount {
            ...MoneyParts
          }
          label {
            ...Localized
          }
          asOf
        }
        updates(first: 5) {
          nodes {
            id
            publishedAt
            title {
              ...Localized
            }
            body {
              ...Localized
            }
          }
        }
        donations(first: 8) {
          nodes {
            id
            displayName
            dedication
            settledAt
            amount {
              ...MoneyParts
            }
          }
        }
      }
    }
  `,
  [LocalizedFragment, MoneyFragment, PictureFragment, StandingFragment, VerificationFragment],
);

export async function preload({ client, language }: RouteContext, slug: string): Promise<void> {
  const { data } = await client().query(CampaignQuery, { slug, locale: languageTable[language()].graphql }).toPromise();
  if (data && !data.campaignBySlug) throw notFound();
}

const route = getRouteApi("/campaigns/$slug");

/** One campaign: what it is for, how it stands this minute, who answers for it, what became of the money. */
export function Campaign() {
  const { t, i18n } = useLingui();
  const format = useFormat();
  const locale = useLocale();
  const { slug } = route.useParams();
  const [{ data, error }] = useQuery({ query: CampaignQuery, variables: { slug, locale } });
  const campaign = data?.campaignBySlug;
  if (error && !campaign) throw error;
  if (!campaign) return <CampaignSkeleton />;
  const open = campaign.closedFor === null;
  return (
    <article className="container-page py-6 md:py-10">
      <PageTitle title={localizedText(campaign.title)} />
      <nav aria-label={t`You are here`} className="mb-4 text-sm text-muted">
        <Link to="/campaigns" className="inline-flex min-h-11 items-center gap-1 rounded-sm underline-offset-3 hover:underline">
          <Icon name="forward" className="size-4 rotate-180" />
          <Trans>All campaigns</Trans>
        </Link>
      </nav>
      <div className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_22rem] lg:gap-12">
        <div className="flex min-w-0 flex-col gap-8">
          <header className="flex flex-col gap-4">
            <p className="flex flex-wrap items-center gap-x-5 gap-y-1 text-sm text-muted">
              <Link to="/campaigns" search={{ sector: [campaign.sector] }} className="inline-flex items-center gap-1.5 underline-offset-3 hover:underline">
                <SectorSign sector={campaign.sector} className="size-4" />
                {i18n._(sectorNames[campaign.sector])}
              </Link>
              {campaign.areas.length > 0 ? (
                <span className="inline-flex items-center gap-1.5">
                  <Icon name="pin" className="size-4" />
                  <bdi>{format.list(campaign.areas.map((area) => area.name))}</bdi>
                </span>
              ) : null}
              <span className="inline-flex items-center gap-1.5">
                <Icon name="clock" className="size-4" />
                {campaign.endsOn ? (
                  <CampaignDeadline status={campaign.status} closedFor={campaign.closedFor} endsOn={campaign.endsOn} />
                ) : (
                  <Trans>Open-ended</Trans>
                )}
              </span>
            </p>
            <h1 className="text-2xl md:text-3xl">
              <Localized value={campaign.title} />
            </h1>
            <p className="max-w-[65ch] text-lg text-muted">
              <Localized value={campaign.summary} />
            </p>
            {campaign.sdgs.length > 0 ? <Goals numbers={campaign.sdgs} /> : null}
          </header>
          <div className="overflow-hidden rounded-md">
            {campaign.image ? (
              <Picture value={campaign.image} width={800} eager className="aspect-[16/9]" />
            ) : (
              <SectorArt sector={campaign.sector} className="aspect-[16/9]" />
            )}
          </div>
          <div className="lg:hidden">
            <Standing campaign={campaign} />
          </div>
          {campaign.isDemo ? (
            <Notice icon="info">
              <Trans>This is a fictional campaign of the demonstration. No money moves.</Trans>
            </Notice>
          ) : data.paymentsAreTests ? (
            <Notice icon="info">
              <Trans>Payments here are tests. No money moves.</Trans>
            </Notice>
          ) : null}
          <section aria-labelledby="story">
            <h2 id="story" className="sr-only">
              <Trans>The story</Trans>
            </h2>
            <Story value={campaign.story} />
          </section>
          <section aria-labelledby="updates" className="flex flex-col gap-4">
            <h2 id="updates" className="text-xl">
              <Trans>What became of the money</Trans>
            </h2>
            {campaign.updates.nodes.length === 0 ? (
              <p className="text-muted">
                <Trans>The charity has not reported yet.</Trans>
              </p>
            ) : (
              <ol className="flex flex-col gap-6 border-s-2 border-line ps-5">
                {campaign.updates.nodes.map((update) => (
                  <li key={update.id} className="flex flex-col gap-1">
                    <p className="text-sm text-muted">
                      <time dateTime={update.publishedAt}>{format.instantDay(update.publishedAt)}</time>
                    </p>
                    <h3 className="text-lg">
                      <Localized value={update.title} />
                    </h3>
                    <Story value={update.body} />
                  </li>
                ))}
              </ol>
            )}
          </section>
          <section aria-labelledby="gifts" className="flex flex-col gap-4">
            <h2 id="gifts" className="text-xl">
              <Trans>Latest gifts</Trans>
            </h2>
            {campaign.donations.nodes.length === 0 ? (
              <p className="text-muted">
                <Trans>There are no gifts yet. Yours can be the first.</Trans>
              </p>
            ) : (
              <ul className="divide-y divide-line">
                {campaign.donations.nodes.map((gift) => (
                  <li key={gift.id} className="flex items-start justify-between gap-4 py-3">
                    <div className="min-w-0">
                      <p className="font-semibold">{gift.displayName ? <bdi>{gift.displayName}</bdi> : <Trans>Anonymous donor</Trans>}</p>
                      {gift.dedication ? (
                        <p dir="auto" className="text-sm text-muted">
                          {gift.dedication}
                        </p>
                      ) : null}
                      <p className="text-sm text-muted">
                        <time dateTime={gift.settledAt}>{format.instantDay(gift.settledAt)}</time>
                      </p>
                    </div>
                    <span className="font-semibold">
                      <Money value={gift.amount} />
                    </span>
                  </li>
                ))}
              </ul>
            )}
          </section>
        </div>
        <aside className="flex flex-col gap-4 lg:sticky lg:top-24 lg:self-start">
          <div className="flex flex-col gap-5 rounded-md bg-surface p-5 shadow-card forced-colors:border">
            <div className="hidden lg:block">
              <Standing campaign={campaign} />
            </div>
            {open ? (
              <div className="hidden lg:block">
                <Link to="/campaigns/$slug/give" params={{ slug }} className={buttonClass("filled", "w-full text-lg")}>
                  <Trans>Give</Trans>
                </Link>
              </div>
            ) : campaign.closedFor ? (
              <Notice icon="clock">
                <ClosedReasonText reason={campaign.closedFor} startsOn={campaign.startsOn} />
              </Notice>
            ) : null}
            {campaign.impacts.length > 0 ? (
              <dl className="flex flex-col gap-3 border-t border-line pt-4 text-sm max-lg:border-0 max-lg:pt-0">
                {campaign.impacts.map((impact, index) => (
                  <div key={index} className="flex items-baseline justify-between gap-4">
                    <dt className="text-muted">
                      <Localized value={impact.label} />
                    </dt>
                    <dd className="font-semibold">
                      <Money value={impact.amount} />
                    </dd>
                  </div>
                ))}
                <div className="text-muted">
                  <dt className="sr-only">
                    <Trans>Source</Trans>
                  </dt>
                  <dd>
                    <Trans>
                      The charity's unit costs, <bdi>{format.day(campaign.impacts[0]?.asOf ?? campaign.startsOn)}</bdi>
                    </Trans>
                  </dd>
                </div>
              </dl>
            ) : null}
          </div>
          <div className="flex flex-col gap-3 rounded-md border border-line p-5">
            <p className="text-sm text-muted">
              <Trans>Run by</Trans>
            </p>
            <Link
              to="/organizations/$slug"
              params={{ slug: campaign.organization.slug }}
              className="text-lg leading-snug font-bold underline-offset-3 hover:underline"
            >
              <Localized value={campaign.organization.name} />
            </Link>
            <VerificationLine verification={campaign.organization.verification} />
          </div>
        </aside>
      </div>
      {open ? <GiveBar slug={slug} campaign={campaign} /> : null}
    </article>
  );
}

/** On a phone, giving is always within reach of the thumb. */
function GiveBar({ slug, campaign }: { readonly slug: string; readonly campaign: Parameters<typeof Standing>[0]["campaign"] }) {
  const { donorCount } = readFragment(StandingFragment, campaign);
  return (
    <div className="no-print sticky bottom-0 z-20 -mx-4 mt-8 flex items-center gap-4 border-t border-line bg-surface px-4 py-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] lg:hidden">
      <p className="flex-1 text-sm text-muted">
        <Plural value={donorCount} _0="Be the first to give" one="# person has given" other="# people have given" />
      </p>
      <Link to="/campaigns/$slug/give" params={{ slug }} className={buttonClass("filled", "min-w-32 text-lg")}>
        <Trans>Give</Trans>
      </Link>
    </div>
  );
}

function Story({ value }: { readonly value: LocalizedValue }) {
  const attributes = useLocalizedAttributes(value);
  return (
    <div className="prose-text" {...attributes}>
      <Markdown source={localizedText(value)} />
    </div>
  );
}

function CampaignSkeleton() {
  return (
    <div className="container-page grid gap-8 py-10 lg:grid-cols-[minmax(0,1fr)_22rem]" aria-busy="true">
      <div className="flex flex-col gap-4">
        <Skeleton className="h-5 w-48" />
        <Skeleton className="h-11 w-full max-w-xl" />
        <Skeleton className="h-7 w-full max-w-lg" />
        <Skeleton className="aspect-[16/9] w-full" />
      </div>
      <Skeleton className="h-72 w-full" />
    </div>
  );
}

/** The Sustainable Development Goals that a campaign serves; each leads to the others that do. */
function Goals({ numbers }: { readonly numbers: readonly number[] }) {
  const { t, i18n } = useLingui();
  const format = useFormat();
  return (
    <ul aria-label={t`Sustainable Development Goals`} className="flex flex-wrap gap-2">
      {numbers.map((number) => {
        const name = goalNames[number - 1];
        return name ? (
          <li key={number}>
            <Link
              to="/campaigns"
              search={{ goal: number }}
              className="inline-flex min-h-11 items-center gap-2 rounded-full border border-edge px-4 text-sm font-semibold hover:bg-wash"
            >
              <bdi className="text-muted">{format.integer(number)}</bdi>
              {i18n._(name)}
            </Link>
          </li>
        ) : null;
      })}
    </ul>
  );
}
