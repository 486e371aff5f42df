import { Trans, useLingui } from "@lingui/react/macro";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useQuery } from "urql";
import { SelectField, TextField } from "../../features/staff/field";
import { StaffLink } from "../../features/staff/link";
import { holds, OversightQuery, reachOf, type Country, type Reach } from "../../features/staff/oversight";
import { MoreButton, useList } from "../../features/staff/pages";
import { Table } from "../../features/staff/table";
import { VerificationTag } from "../../features/staff/verification-tag";
import { Waiting } from "../../features/staff/waiting";
import { graphql } from "../../lib/graphql";
import { useFormat } from "../../lib/format/use-format";
import { useLanguage } from "../../lib/i18n";
import { countryNames } from "../../lib/labels";
import { languageTable } from "../../lib/locales";
import { kindNames, verificationNames } from "../../lib/names";
import { Button, buttonClass } from "../../ui/button";
import { Localized, LocalizedFragment } from "../../ui/localized";
import { PageTitle } from "../../ui/page-title";
import { StatePanel } from "../../ui/state-panel";
import type { BodySearch } from "./routes";

const countries = ["SY", "KW", "IR", "XX"] as const satisfies readonly Country[];
const states = ["UNVERIFIED", "IN_REVIEW", "VERIFIED", "REVOKED"] as const;

const OrganizationsQuery = graphql(
  `
    query SupervisedOrganizations($locale: Locale!, $filter: OrganizationFilter, $orderBy: OrganizationOrder, $after: String) {
      organizations(filter: $filter, orderBy: $orderBy, locale: $locale, first: 50, after: $after) {
        nodes {
          id
          slug
          kind
          jurisdiction
          viewerCanVerify
          viewerCanReadGifts
          name {
            ...Localized
          }
          identifiers {
            scheme
            value
          }
          verification {
            state
            at
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  `,
  [LocalizedFragment],
);

/** The bodies that a registrar verifies and a supervisor oversees, in the countries where the role holds. */
export function SupervisedOrganizations() {
  const { t } = useLingui();
  const [{ data, error }] = useQuery({ query: OversightQuery });
  if (error && !data) throw error;
  if (!data) return <Waiting />;
  const oversight = data.viewer?.oversight ?? [];
  const reach = reachOf(oversight, "REGISTRAR", "SUPERVISOR");
  return (
    <div className="flex flex-col gap-4">
      <PageTitle title={t`Organizations under supervision`} />
      {holds(reach) ? (
        <>
          <h1 className="text-2xl">
            <Trans>Organizations under supervision</Trans>
          </h1>
          <Found reach={reach} />
        </>
      ) : (
        <StatePanel
          icon="shield"
          headingLevel={1}
          title={<Trans>Only registrars and supervisors work here</Trans>}
          action={
            <Link to="/organizations" className={buttonClass("outlined")}>
              <Trans>Open the public directory</Trans>
            </Link>
          }
        >
          <Trans>Your account has no such role.</Trans>
        </StatePanel>
      )}
    </div>
  );
}

function Found({ reach }: { readonly reach: Reach }) {
  const { i18n } = useLingui();
  const format = useFormat();
  const locale = languageTable[useLanguage()].graphql;
  const search: BodySearch = useSearch({ strict: false });
  const offered = reach === "all" ? countries : countries.filter((country) => reach.includes(country));
  const state = states.find((name) => name === search.state);
  const country = offered.find((name) => name === search.country);
  const list = useList(
    OrganizationsQuery,
    {
      locale,
      filter: {
        query: search.q ?? null,
        verification: state ? [state] : null,
        jurisdictions: country ? [country] : reach === "all" ? null : [...reach],
      },
      orderBy: search.q ? "RELEVANCE" : "NAME",
    },
    (data) => data.organizations,
    "Organization",
  );
  if (list.error && !list.data) throw list.error;
  return (
    <>
      <Filters search={search} offered={offered} />
      {list.data ? (
        <Table
          caption={<Trans>Organizations</Trans>}
          rows={list.nodes}
          rowKey={(row) => row.id}
          empty={
            <StatePanel
              icon="search"
              title={<Trans>No organization matches</Trans>}
              action={
                <StaffLink to="/staff/organizations" className={buttonClass("outlined")}>
                  <Trans>Show all</Trans>
                </StaffLink>
              }
            >
              <Trans>Try another spelling, state or country.</Trans>
            </StatePanel>
          }
          columns={[
            {
              key: "name",
              header: <Trans>Name</Trans>,
              cell: (row) => (
                <StaffLink
                  to={`/staff/organizations/${row.slug}/${row.viewerCanVerify ? "verification" : "gifts"}`}
                  className="font-semibold text-action underline underline-offset-4"
                >
                  <Localized value={row.name} />
                </StaffLink>
              ),
            },
            { key: "kind", header: <Trans>Kind</Trans>, cell: (row) => i18n._(kindNames[row.kind]) },
            { key: "country", header: <Trans>Country</Trans>, cell: (row) => i18n._(countryNames[row.jurisdiction]) },
            {
              key: "numbers",
              header: <Trans>Numbers</Trans>,
              cell: (row) =>
                row.identifiers.map((identifier) => (
                  <bdi key={`${identifier.scheme} ${identifier.value}`} dir="ltr" className="block">
                    {identifier.scheme} {identifier.value}
                  </bdi>
                )),
            },
            { key: "state", header: <Trans>State</Trans>, cell: (row) => <VerificationTag state={row.verification.state} /> },
            {
              key: "since",
              header: <Trans>Decided</Trans>,
              cell: (row) => (row.verification.at ? format.instantDay(row.verification.at) : "–"),
            },
          ]}
        />
      ) : (
        <Waiting />
      )}
      <MoreButton list={list} />
    </>
  );
}

function Filters({ search, offered }: { readonly search: BodySearch; readonly offered: readonly Country[] }) {
  const { t, i18n } = useLingui();
  const navigate = useNavigate();
  const [words, setWords] = useState(search.q ?? "");
  const go = (change: BodySearch) => {
    const next = Object.fromEntries(Object.entries({ ...search, ...change }).filter(([, value]) => value));
    void navigate({ to: ".", search: next as never, replace: true });
  };
  return (
    <form
      role="search"
      className="grid items-end gap-3 sm:grid-cols-2 md:grid-cols-[2fr_1fr_1fr_auto]"
      onSubmit={(event) => {
        event.preventDefault();
        go({ q: words.trim() });
      }}
    >
      <TextField type="search" label={<Trans>Name or number</Trans>} value={words} onChange={(event) => setWords(event.target.value)} />
      <SelectField label={<Trans>State</Trans>} value={search.state ?? ""} onChange={(event) => go({ state: event.target.value })}>
        <option value="">{t`All`}</option>
        {states.map((state) => (
          <option key={state} value={state}>
            {i18n._(verificationNames[state])}
          </option>
        ))}
      </SelectField>
      <SelectField label={<Trans>Country</Trans>} value={search.country ?? ""} onChange={(event) => go({ country: event.target.value })}>
        <option value="">{t`All`}</option>
        {offered.map((country) => (
          <option key={country} value={country}>
            {i18n._(countryNames[country])}
          </option>
        ))}
      </SelectField>
      <Button kind="outlined" type="submit" className="min-h-9">
        <Trans>Search</Trans>
      </Button>
    </form>
  );
}
