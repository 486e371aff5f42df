import { Plural, Trans, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { useQuery } from "urql";
import { StaffLink } from "../../features/staff/link";
import { roleDuties, roleNames } from "../../features/staff/names";
import { holds, platformRoleDuties, platformRoleNames, reachOf, type PlatformRole, type Reach } from "../../features/staff/oversight";
import { Waiting } from "../../features/staff/waiting";
import { graphql } from "../../lib/graphql";
import { useFormat } from "../../lib/format/use-format";
import { useLanguage } from "../../lib/i18n";
import { countryNames } from "../../lib/labels";
import { languageTable } from "../../lib/locales";
import { buttonClass } from "../../ui/button";
import { Icon, type IconName } from "../../ui/icon";
import { Localized, LocalizedFragment } from "../../ui/localized";
import { PageTitle } from "../../ui/page-title";
import { StatePanel } from "../../ui/state-panel";

const OverviewQuery = graphql(
  `
    query StaffOverview($locale: Locale!) {
      viewer {
        memberships {
          id
          roles
          state
          organization {
            id
            slug
            name {
              ...Localized
            }
          }
        }
        oversight {
          role
          jurisdiction
        }
      }
    }
  `,
  [LocalizedFragment],
);

const WaitingQuery = graphql(`
  query WaitingForVerification($unverified: OrganizationFilter, $inReview: OrganizationFilter) {
    unverified: organizations(filter: $unverified) {
      totalCount
    }
    inReview: organizations(filter: $inReview) {
      totalCount
    }
  }
`);

const rowClass =
  "flex min-h-14 items-center gap-3 rounded-md bg-surface px-4 py-3 font-semibold shadow-card hover:shadow-raised forced-colors:border";

/** Where a day of work begins: for each role that one holds, what it is there for and where its work lies. */
export function Overview() {
  const { t, i18n } = useLingui();
  const format = useFormat();
  const locale = languageTable[useLanguage()].graphql;
  const [{ data, error }] = useQuery({ query: OverviewQuery, variables: { locale } });
  if (error && !data) throw error;
  if (!data) return <Waiting />;
  const memberships = data.viewer?.memberships.filter((membership) => membership.state === "ACTIVE") ?? [];
  const oversight = data.viewer?.oversight ?? [];
  if (memberships.length === 0 && oversight.length === 0) return <NoWork />;
  const roles = [...new Set(oversight.map(({ role }) => role))];
  return (
    <div className="flex flex-col gap-8">
      <PageTitle title={t`Work`} />
      <h1 className="text-2xl">
        <Trans>Work</Trans>
      </h1>
      {memberships.length > 0 ? (
        <section>
          <h2 className="mb-3 text-lg">
            <Trans>Your organizations</Trans>
          </h2>
          <ul className="grid gap-3 md:grid-cols-2">
            {memberships.map(({ id, organization, roles: held }) => (
              <li key={id}>
                <StaffLink to={`/staff/organizations/${organization.slug}`} className={`${rowClass} h-full`}>
                  <span className="min-w-0 flex-1">
                    <span className="block">
                      <Localized value={organization.name} />
                    </span>
                    <span className="block text-sm font-normal">{format.list(held.map((role) => i18n._(roleNames[role])))}</span>
                    {(held.includes("ADMIN") ? (["ADMIN"] as const) : held).map((role) => (
                      <span key={role} className="block text-sm font-normal text-muted">
                        {i18n._(roleDuties[role])}
                      </span>
                    ))}
                  </span>
                  <Icon name="forward" />
                </StaffLink>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {roles.map((role) => (
        <RoleSection key={role} role={role} reach={reachOf(oversight, role)} />
      ))}
    </div>
  );
}

/** For those who are signed in and hold no role: why nothing is here, and where they can go. */
function NoWork() {
  const { t } = useLingui();
  return (
    <>
      <PageTitle title={t`Work`} />
      <StatePanel
        icon="people"
        headingLevel={1}
        title={<Trans>You work for no organization here yet</Trans>}
        action={
          <span className="flex flex-wrap justify-center gap-3">
            <StaffLink to="/invitation" className={buttonClass("filled")}>
              <Trans>Accept an invitation</Trans>
            </StaffLink>
            <StaffLink to="/my-giving" className={buttonClass("outlined")}>
              <Trans>See my giving</Trans>
            </StaffLink>
          </span>
        }
      >
        <Trans>
          An administrator of your organization can invite you by e-mail. With your account you give, follow your gifts and find their
          receipts.
        </Trans>
      </StatePanel>
    </>
  );
}

function RoleSection({ role, reach }: { readonly role: PlatformRole; readonly reach: Reach }) {
  const { i18n } = useLingui();
  const format = useFormat();
  return (
    <section>
      <h2 className="text-lg">{i18n._(platformRoleNames[role])}</h2>
      <p className="mb-3 max-w-[65ch] text-sm text-muted">
        {i18n._(platformRoleDuties[role])}{" "}
        {reach === "all" ? (
          <Trans>In all countries.</Trans>
        ) : (
          <Trans>In: {format.list(reach.map((country) => i18n._(countryNames[country])))}.</Trans>
        )}
      </p>
      {role === "OPERATOR" ? null : (
        <ul className="grid gap-3 md:grid-cols-2">
          {role === "REGISTRAR" ? <RegistrarTiles reach={reach} /> : null}
          {role === "SUPERVISOR" ? (
            <Tile to="/staff/organizations" icon="receipt">
              <Trans>Gifts of the organizations</Trans>
            </Tile>
          ) : null}
          {role === "MODERATOR" ? (
            <Tile to="/staff/moderation" icon="check">
              <Trans>Pictures and dedications to decide on</Trans>
            </Tile>
          ) : null}
        </ul>
      )}
    </section>
  );
}

function Tile({ to, search, icon, children, note }: { to: string; search?: Record<string, string>; icon: IconName; children: ReactNode; note?: ReactNode }) {
  return (
    <li>
      <StaffLink to={to} search={search} className={`${rowClass} h-full`}>
        <Icon name={icon} />
        <span className="flex-1">
          <span className="block">{children}</span>
          {note ? <span className="block text-sm font-normal text-muted">{note}</span> : null}
        </span>
        <Icon name="forward" />
      </StaffLink>
    </li>
  );
}

function RegistrarTiles({ reach }: { readonly reach: Reach }) {
  const jurisdictions = reach === "all" ? null : [...reach];
  const [{ data }] = useQuery({
    query: WaitingQuery,
    variables: { unverified: { verification: ["UNVERIFIED"], jurisdictions }, inReview: { verification: ["IN_REVIEW"], jurisdictions } },
    pause: !holds(reach),
    requestPolicy: "cache-and-network",
  });
  return (
    <>
      <Tile
        to="/staff/organizations"
        search={{ state: "UNVERIFIED" }}
        icon="shield"
        note={data ? <Plural value={data.unverified.totalCount} _0="None waits" one="# organization" other="# organizations" /> : null}
      >
        <Trans>Organizations that nobody has verified</Trans>
      </Tile>
      <Tile
        to="/staff/organizations"
        search={{ state: "IN_REVIEW" }}
        icon="clock"
        note={data ? <Plural value={data.inReview.totalCount} _0="None waits" one="# organization" other="# organizations" /> : null}
      >
        <Trans>Organizations being verified</Trans>
      </Tile>
      <Tile to="/staff/organizations" icon="search">
        <Trans>All organizations</Trans>
      </Tile>
      <Tile to="/staff/imports" icon="receipt">
        <Trans>Import IATI files</Trans>
      </Tile>
    </>
  );
}
