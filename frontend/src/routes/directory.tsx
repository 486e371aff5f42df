import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useId } from "react";
import { useQuery } from "urql";
import { OrganizationCard, OrganizationCardFragment, OrganizationCardSkeleton } from "../features/organization/card";
import { everybody } from "../lib/client";
import { graphql, type VariablesOf } from "../lib/graphql";
import { countryNames, kinds, sectorNames, sectors } from "../lib/labels";
import { countries, languageTable } from "../lib/locales";
import { kindNames } from "../lib/names";
import type { RouteContext } from "../lib/route-context";
import type { DirectorySearch } from "../lib/search-params";
import { useLocale } from "../lib/use-locale";
import { Button } from "../ui/button";
import { AreaSelect, FilterSelect } from "../ui/filters";
import { PageTitle } from "../ui/page-title";
import { SearchBox } from "../ui/search-box";
import { StatePanel } from "../ui/state-panel";
import { useNear, usePages } from "../ui/use-pages";

const DirectoryQuery = graphql(
  `
    query Directory($filter: OrganizationFilter, $orderBy: OrganizationOrder, $after: String, $isFirst: Boolean!, $locale: Locale!) {
      organizations(filter: $filter, orderBy: $orderBy, locale: $locale, first: 18, after: $after) {
        nodes {
          id
          ...OrganizationCard
        }
        pageInfo {
          hasNextPage
          endCursor
        }
        totalCount @include(if: $isFirst)
      }
    }
  `,
  [OrganizationCardFragment],
);

type Variables = VariablesOf<typeof DirectoryQuery>;

function variablesOf(search: DirectorySearch, after: string | null, locale: Variables["locale"]): Variables {
  return {
    filter: {
      query: search.q ?? null,
      kinds: search.kind ? [search.kind] : null,
      sectors: search.sector ? [search.sector] : null,
      jurisdictions: search.country ? [search.country] : null,
      areas: search.area ? [search.area] : null,
      verification: search.verified ? ["VERIFIED"] : null,
    },
    orderBy: search.q ? "RELEVANCE" : "NAME",
    after,
    isFirst: after === null,
    locale,
  };
}

export function preload({ client, language }: RouteContext, search: DirectorySearch): void {
  void client().query(DirectoryQuery, variablesOf(search, null, languageTable[language()].graphql), everybody).toPromise();
}

const route = getRouteApi("/organizations");

/** The directory of bodies: who they are, where they work, whether anybody checked them. */
export function Directory() {
  const { t, i18n } = useLingui();
  const id = useId();
  const search = route.useSearch();
  const navigate = useNavigate();
  const locale = useLocale();
  const { cursors, add } = usePages(`directory ${JSON.stringify([search, locale])}`);
  const [{ data }] = useQuery({ query: DirectoryQuery, variables: variablesOf(search, null, locale), context: everybody });
  const count = data?.organizations.totalCount;

  function change(next: Partial<Record<keyof DirectorySearch, unknown>>) {
    void navigate({ to: "/organizations", search: { ...search, ...next } as DirectorySearch, replace: true, resetScroll: false });
  }

  return (
    <div className="container-page flex flex-col gap-6 py-8 md:py-12">
      <PageTitle title={t`Directory of organizations`} />
      <h1 className="text-2xl md:text-3xl">
        <Trans>Directory of organizations</Trans>
      </h1>
      <SearchBox label={t`Search organizations`} placeholder={t`A name or a place`} value={search.q} onSearch={(q) => change({ q })} />
      <div className="grid grid-cols-2 gap-4 md:grid-cols-4">
        <FilterSelect label={t`Country`} any={t`All`} value={search.country} onChange={(country) => change({ country, area: undefined })}>
          {countries.map((country) => (
            <option key={country} value={country}>
              {i18n._(countryNames[country])}
            </option>
          ))}
        </FilterSelect>
        {search.country ? <AreaSelect country={search.country} value={search.area} onChange={(area) => change({ area })} /> : null}
        <FilterSelect label={t`Kind`} any={t`All`} value={search.kind} onChange={(kind) => change({ kind })}>
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {i18n._(kindNames[kind])}
            </option>
          ))}
        </FilterSelect>
        <FilterSelect label={t`Field of work`} any={t`All`} value={search.sector} onChange={(sector) => change({ sector })}>
          {sectors.map((sector) => (
            <option key={sector} value={sector}>
              {i18n._(sectorNames[sector])}
            </option>
          ))}
        </FilterSelect>
        <div className="flex min-h-11 items-center gap-3 self-end">
          <input
            id={id}
            type="checkbox"
            checked={search.verified ?? false}
            onChange={(event) => change({ verified: event.target.checked || undefined })}
            className="size-6 accent-(--color-action)"
          />
          <label htmlFor={id}>
            <Trans>Verified only</Trans>
          </label>
        </div>
      </div>
      <p role="status" className="min-h-7 text-muted">
        {count === undefined ? null : <Plural value={count} _0="No organizations found" one="# organization" other="# organizations" />}
      </p>
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {cursors.map((after, index) => (
          <Page key={after ?? ""} search={search} after={after} first={index === 0} last={index === cursors.length - 1} automatic={index < 3} onMore={add} />
        ))}
      </div>
    </div>
  );
}

interface PageProps {
  readonly search: DirectorySearch;
  readonly after: string | null;
  readonly first: boolean;
  readonly last: boolean;
  readonly automatic: boolean;
  readonly onMore: (cursor: string) => void;
}

function Page({ search, after, first, last, automatic, onMore }: PageProps) {
  const locale = useLocale();
  const navigate = useNavigate();
  const [{ data, error }, retry] = useQuery({ query: DirectoryQuery, variables: variablesOf(search, after, locale), context: everybody });
  const page = data?.organizations;
  const next = last && page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  const near = useNear<HTMLDivElement>(() => {
    if (next) onMore(next);
  }, automatic && next !== null);

  if (error && !page) {
    return (
      <div className="col-span-full">
        <StatePanel
          icon="alert"
          title={<Trans>The directory could not be loaded</Trans>}
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
  if (!page) return Array.from({ length: 6 }, (_, index) => <OrganizationCardSkeleton key={index} />);
  if (first && page.nodes.length === 0) {
    return (
      <div className="col-span-full">
        <StatePanel
          icon="search"
          title={<Trans>No organization fits</Trans>}
          action={
            <Button onClick={() => void navigate({ to: "/organizations", search: {} })}>
              <Trans>Show all organizations</Trans>
            </Button>
          }
        >
          <Trans>Try fewer filters or other words.</Trans>
        </StatePanel>
      </div>
    );
  }
  return (
    <>
      {page.nodes.map((organization) => (
        <OrganizationCard key={organization.id} organization={organization} />
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
