import { Trans, useLingui } from "@lingui/react/macro";
import { StaffLink } from "../../features/staff/link";
import { MoreButton, useList } from "../../features/staff/pages";
import { Table } from "../../features/staff/table";
import { Waiting } from "../../features/staff/waiting";
import { graphql } from "../../lib/graphql";
import { useFormat } from "../../lib/format/use-format";
import { useLanguage } from "../../lib/i18n";
import { languageTable } from "../../lib/locales";
import { statusNames } from "../../lib/names";
import { buttonClass } from "../../ui/button";
import { Localized, LocalizedFragment } from "../../ui/localized";
import { Money, MoneyFragment } from "../../ui/money";
import { StatePanel } from "../../ui/state-panel";
import { useOrganizationSlug } from "./organization";

const StaffCampaignsQuery = graphql(
  `
    query StaffCampaigns($slug: String!, $locale: Locale!, $after: String) {
      organizationBySlug(slug: $slug) {
        id
        viewerCanManageCampaigns
        campaigns(first: 50, after: $after) {
          nodes {
            id
            slug
            status
            progress
            donationCount
            endsOn
            title {
              ...Localized
            }
            raised {
              ...MoneyParts
            }
            goal {
              ...MoneyParts
            }
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
      }
    }
  `,
  [LocalizedFragment, MoneyFragment],
);

/** All campaigns of a body, drafts too, as a dense table. */
export function StaffCampaigns() {
  const { i18n } = useLingui();
  const format = useFormat();
  const slug = useOrganizationSlug();
  const locale = languageTable[useLanguage()].graphql;
  const list = useList(StaffCampaignsQuery, { slug, locale }, (data) => data.organizationBySlug?.campaigns, "Campaign");
  if (list.error && !list.data) throw list.error;
  if (!list.data) return <Waiting />;
  const manages = list.data.organizationBySlug?.viewerCanManageCampaigns ?? false;
  const base = `/staff/organizations/${slug}/campaigns`;
  return (
    <section className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 className="text-lg">
          <Trans>Campaigns</Trans>
        </h2>
        {manages ? (
          <StaffLink to={`${base}/new`} className={buttonClass("filled")}>
            <Trans>New campaign</Trans>
          </StaffLink>
        ) : null}
      </div>
      <Table
        caption={<Trans>Campaigns</Trans>}
        rows={list.nodes}
        rowKey={(row) => row.id}
        empty={
          <StatePanel icon="receipt" title={<Trans>No campaigns yet</Trans>}>
            {manages ? <Trans>Begin one; nobody sees it before you publish it.</Trans> : <Trans>They appear here as they are drafted.</Trans>}
          </StatePanel>
        }
        columns={[
          {
            key: "title",
            header: <Trans>Title</Trans>,
            cell: (row) => (
              <StaffLink
                to={manages ? `${base}/${row.slug}` : `/campaigns/${row.slug}`}
                className="font-semibold text-action underline underline-offset-4"
              >
                <Localized value={row.title} />
              </StaffLink>
            ),
          },
          { key: "status", header: <Trans>Status</Trans>, cell: (row) => i18n._(statusNames[row.status]) },
          { key: "ends", header: <Trans>Last day</Trans>, cell: (row) => (row.endsOn ? format.day(row.endsOn) : <Trans>open-ended</Trans>) },
          { key: "raised", numeric: true, header: <Trans>Raised</Trans>, cell: (row) => <Money value={row.raised} /> },
          { key: "goal", numeric: true, header: <Trans>Goal</Trans>, cell: (row) => <Money value={row.goal} /> },
          { key: "progress", numeric: true, header: <Trans>Progress</Trans>, cell: (row) => format.percent(row.progress) },
          { key: "gifts", numeric: true, header: <Trans>Gifts</Trans>, cell: (row) => format.integer(row.donationCount) },
        ]}
      />
      <MoreButton list={list} />
    </section>
  );
}
