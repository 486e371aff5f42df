import { Trans, useLingui } from "@lingui/react/macro";
import { Navigate, Outlet, useParams, useRouterState } from "@tanstack/react-router";
import { useQuery } from "urql";
import { StaffLink, tabClass } from "../../features/staff/link";
import { graphql } from "../../lib/graphql";
import { useLanguage } from "../../lib/i18n";
import { languageTable } from "../../lib/locales";
import { Localized, LocalizedFragment, localizedText } from "../../ui/localized";
import { PageTitle } from "../../ui/page-title";
import { StatePanel } from "../../ui/state-panel";

const FrameQuery = graphql(
  `
    query StaffOrganization($slug: String!, $locale: Locale!) {
      organizationBySlug(slug: $slug) {
        id
        slug
        name {
          ...Localized
        }
        viewerCanAdminister
        viewerCanManageCampaigns
        viewerCanManageFinance
      }
    }
  `,
  [LocalizedFragment],
);

/** The slug in the address of a page of one organization. */
export function useOrganizationSlug(): string {
  const { slug }: { slug?: string } = useParams({ strict: false });
  return slug ?? "";
}

/** The frame of one organization's pages: its name and what the viewer may do there. */
export function OrganizationFrame() {
  const { t } = useLingui();
  const slug = useOrganizationSlug();
  const locale = languageTable[useLanguage()].graphql;
  const base = `/staff/organizations/${slug}`;
  const first = useRouterState({ select: (state) => state.location.pathname.replace(/\/$/, "").endsWith(base) });
  const [{ data, error }] = useQuery({ query: FrameQuery, variables: { slug, locale } });
  if (error && !data) throw error;
  if (!data) return null;
  const organization = data.organizationBySlug;
  if (!organization || !(organization.viewerCanManageCampaigns || organization.viewerCanManageFinance || organization.viewerCanAdminister)) {
    return (
      <StatePanel icon="shield" headingLevel={1} title={<Trans>This is not yours to manage</Trans>}>
        <Trans>Your account has no role in this organization. Ask one of its administrators to invite you.</Trans>
      </StatePanel>
    );
  }
  if (first && !organization.viewerCanManageCampaigns) {
    return <Navigate to={`${base}/${organization.viewerCanManageFinance ? "gifts" : "members"}` as "/"} replace />;
  }
  return (
    <div className="flex flex-col gap-6">
      <PageTitle title={localizedText(organization.name)} />
      <div>
        <h1 className="text-2xl">
          <Localized value={organization.name} />
        </h1>
        <nav aria-label={t`Pages of this organization`} className="mt-3 flex flex-wrap border-b border-line">
          {organization.viewerCanManageCampaigns ? (
            <StaffLink to={base} exact className={tabClass}>
              <Trans>Campaigns</Trans>
            </StaffLink>
          ) : null}
          {organization.viewerCanManageFinance ? (
            <>
              <StaffLink to={`${base}/gifts`} className={tabClass}>
                <Trans>Gifts</Trans>
              </StaffLink>
              <StaffLink to={`${base}/reconciliation`} className={tabClass}>
                <Trans>Reconciliation</Trans>
              </StaffLink>
            </>
          ) : null}
          {organization.viewerCanAdminister ? (
            <StaffLink to={`${base}/members`} className={tabClass}>
              <Trans>Members</Trans>
            </StaffLink>
          ) : null}
        </nav>
      </div>
      <Outlet />
    </div>
  );
}
