import { Trans, useLingui } from "@lingui/react/macro";
import { Navigate, Outlet, useParams, useRouterState } from "@tanstack/react-router";
import { useQuery } from "urql";
import { StaffLink, tabClass } from "../../features/staff/link";
import { Waiting } from "../../features/staff/waiting";
import { graphql } from "../../lib/graphql";
import { useLanguage } from "../../lib/i18n";
import { languageTable } from "../../lib/locales";
import { buttonClass } from "../../ui/button";
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
        viewerCanReadGifts
        viewerCanVerify
      }
      viewer {
        memberships {
          id
          state
          organization {
            id
          }
        }
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
  // The page that is shown, not the one that is on its way: its code may still be loading.
  const section = useRouterState({ select: (state) => state.matches.at(-1)?.pathname.split(`${base}/`)[1]?.split("/")[0] ?? "" });
  const [{ data, error }] = useQuery({ query: FrameQuery, variables: { slug, locale } });
  if (error && !data) throw error;
  if (!data) return <Waiting />;
  const organization = data.organizationBySlug;
  const isMember = data.viewer?.memberships.some((each) => each.state === "ACTIVE" && each.organization.id === organization?.id) ?? false;
  if (!organization || !(isMember || organization.viewerCanReadGifts || organization.viewerCanVerify)) {
    return (
      <StatePanel
        icon="shield"
        headingLevel={1}
        title={<Trans>This is not yours to manage</Trans>}
        action={
          <StaffLink to="/staff" className={buttonClass("outlined")}>
            <Trans>Back to your work</Trans>
          </StaffLink>
        }
      >
        <Trans>Your account has no role in this organization. Ask one of its administrators to invite you.</Trans>
      </StatePanel>
    );
  }
  const { viewerCanAdminister, viewerCanManageCampaigns, viewerCanManageFinance, viewerCanReadGifts, viewerCanVerify } = organization;
  // A reader sees the campaigns and nothing else; whoever has another task begins there.
  const pages = [
    { to: base, name: <Trans>Campaigns</Trans>, open: viewerCanManageCampaigns || (isMember && !viewerCanManageFinance) },
    { to: `${base}/gifts`, name: <Trans>Gifts</Trans>, open: viewerCanReadGifts },
    { to: `${base}/reconciliation`, name: <Trans>Reconciliation</Trans>, open: viewerCanManageFinance },
    { to: `${base}/members`, name: <Trans>Members</Trans>, open: viewerCanAdminister },
    { to: `${base}/verification`, name: <Trans>Verification</Trans>, open: viewerCanVerify },
  ].filter((page) => page.open);
  const start = pages[0]?.to ?? base;
  const here = section === "campaigns" ? viewerCanManageCampaigns : pages.some((page) => page.to === (section ? `${base}/${section}` : base));
  if (!here && !section) return <Navigate to={start as "/"} replace />;
  return (
    <div className="flex flex-col gap-6">
      <PageTitle title={localizedText(organization.name)} />
      <div>
        {isMember ? null : (
          <p className="mb-1 text-sm">
            <StaffLink to="/staff/organizations" exact className="font-semibold text-action underline underline-offset-4">
              <Trans>Organizations under supervision</Trans>
            </StaffLink>
          </p>
        )}
        <h1 className="text-2xl">
          <Localized value={organization.name} />
        </h1>
        <nav aria-label={t`Pages of this organization`} className="mt-3 flex flex-wrap border-b border-line">
          {pages.map((page) => (
            <StaffLink key={page.to} to={page.to} exact={page.to === base} className={tabClass}>
              {page.name}
            </StaffLink>
          ))}
        </nav>
      </div>
      {here ? (
        <Outlet />
      ) : (
        <StatePanel icon="shield" title={<Trans>Your role does not open this page</Trans>}>
          <Trans>The pages that it opens stand above.</Trans>
        </StatePanel>
      )}
    </div>
  );
}
