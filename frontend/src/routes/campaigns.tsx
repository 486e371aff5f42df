import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useQuery } from "urql";
import { CampaignCard, CampaignCardFragment, CampaignCardSkeleton } from "../features/campaign/card";
import { CampaignFilters, OrderSelect } from "../features/campaign/filters";
import { everybody } from "../lib/client";
import { graphql, type VariablesOf } from "../lib/graphql";
import { languageTable } from "../lib/locales";
import type { RouteContext } from "../lib/route-context";
import type { CampaignSearch } from "../lib/search-params";
import { useLocale } from "../lib/use-locale";
import { Button } from "../ui/button";
import { PageTitle } from "../ui/page-title";
import { StatePanel } from "../ui/state-panel";
import { useNear, usePages } from "../ui/use-pages";

const CampaignsQuery = graphql(
  `
    query Campaigns($filter: CampaignFilter, $orderBy: CampaignOrder, $after: String, $isFirst: Boolean!, $locale: Locale!) {
      campaigns(filter: $filter, orderBy: $orderBy, first: 12, after: $after) {
        nodes {
          id
          ...CampaignCard
        }
        pageInfo {
          hasNextPage
          endCursor
        }
        totalCount @include(if: $isFirst)
      }
    }
  `,
  [CampaignCardFragment],
);

type Variables = VariablesOf<typeof CampaignsQuery>;

function variablesOf(search: CampaignSearch, after: string | null, locale: Variables["locale"]): Variables {
  return {
    filter: {
      query: search.q ?? null,
      sectors: search.sector ? [...search.sector] : null,
      jurisdictions: search.country ? [search.country] : null,
      areas: search.area ? [search.area] : null,
      statuses: [search.status ?? "ACTIVE"],
      intentions: search.intention ? [search.intention] : null,
      sdgs: search.goal ? [search.goal] : null,
    },
    orderBy: search.order ?? (search.q ? "RELEVANCE" : "NEWEST"),
    after,
    isFirst: after === null,
    locale,
  };
}

export function preload({ client, language }: RouteContext, search: CampaignSearch): void {
  void client().query(CampaignsQuery, variablesOf(search, null, languageTable[language()].graphql), everybody).toPromise();
}

const route = getRouteApi("/campaigns");
const gridClass = "grid gap-4 sm:grid-cols-2 md:gap-6 lg:grid-cols-3";

/** Every campaign, searched and filtered; what is chosen stands in the address. */
export function Campaigns() {
  const { t } = useLingui();
  const search = route.useSearch();
  const navigate = useNavigate();
  const locale = useLocale();
  const { cursors, add } = usePages(JSON.stringify([search, locale]));
  const [{ data }] = useQuery({ query: CampaignsQuery, variables: variablesOf(search, null, locale), context: everybody });
  const count = data?.campaigns.totalCount;

  function change(next: Partial<Record<keyof CampaignSearch, unknown>>) {
    void navigate({ to: "/campaigns", search: { ...search, ...next } as CampaignSearch, replace: true, resetScroll: false });
  }

  return (
    <div className="container-page flex flex-col gap-6 py-8 md:py-12">
      <PageTitle title={t`Campaigns`} />
      <h1 className="text-2xl md:text-3xl">
        <Trans>Campaigns</Trans>
      </h1>
      <CampaignFilters search={search} onChange={change} />
      <div className="flex min-h-11 flex-wrap items-center justify-between gap-3">
        <p role="status" className="text-muted">
          {count === undefined ? null : <Plural value={count} _0="No campaigns found" one="# campaign" other="# campaigns" />}
        </p>
        <OrderSelect search={search} onChange={change} />
      </div>
      <div className={gridClass}>
        {cursors.map((after, index) => (
          <Page key={after ?? ""} search={search} after={after} first={index === 0} last={index === cursors.length - 1} automatic={index < 3} onMore={add} />
        ))}
      </div>
    </div>
  );
}

interface PageProps {
  readonly search: CampaignSearch;
  readonly after: string | null;
  readonly first: boolean;
  readonly last: boolean;
  /** The first pages follow by themselves; later ones at a press, so that the footer can be reached. */
  readonly automatic: boolean;
  readonly onMore: (cursor: string) => void;
}

function Page({ search, after, first, last, automatic, onMore }: PageProps) {
  const locale = useLocale();
  const navigate = useNavigate();
  const [{ data, error }, retry] = useQuery({ query: CampaignsQuery, variables: variablesOf(search, after, locale), context: everybody });
  const page = data?.campaigns;
  const next = last && page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  const near = useNear<HTMLDivElement>(() => next && onMore(next), automatic && next !== null);

  if (error && !page) {
    return (
      <div className="col-span-full">
        <StatePanel
          icon="alert"
          title={<Trans>The campaigns could not be loaded</Trans>}
          action={
            <Button kind="outlined" onClick={() => retry({ requestPolicy: "network-only" })}>
              <Trans>Try again</Trans>
            </Button>
          }
        >
          <Trans>The connection failed. Your filters are kept.</Trans>
        </StatePanel>
      </div>
    );
  }
  if (!page) {
    return Array.from({ length: 6 }, (_, index) => <CampaignCardSkeleton key={index} />);
  }
  if (first && page.nodes.length === 0) {
    return (
      <div className="col-span-full">
        <StatePanel
          icon="search"
          title={<Trans>No campaign fits</Trans>}
          action={
            <Button onClick={() => void navigate({ to: "/campaigns", search: {} })}>
              <Trans>Show all campaigns</Trans>
            </Button>
          }
        >
          <Trans>Try fewer filters or other words. Spelling doesn't matter much: أ and ا, ی and ي are the same to the search.</Trans>
        </StatePanel>
      </div>
    );
  }
  return (
    <>
      {page.nodes.map((campaign, index) => (
        <CampaignCard key={campaign.id} campaign={campaign} headingLevel={2} eager={first && index < 2} />
      ))}
      {next ? (
        <div ref={near} className="col-span-full flex justify-center py-4">
          <Button kind="outlined" onClick={() => onMore(next)}>
            <Trans>Show more</Trans>
          </Button>
        </div>
      ) : null}
    </>
  );
}
