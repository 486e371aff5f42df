import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "urql";
import { StaffLink } from "../../features/staff/link";
import { roleNames } from "../../features/staff/names";
import { graphql } from "../../lib/graphql";
import { useFormat } from "../../lib/format/use-format";
import { useLanguage } from "../../lib/i18n";
import { languageTable } from "../../lib/locales";
import { Icon } from "../../ui/icon";
import { Localized, LocalizedFragment } from "../../ui/localized";
import { PageTitle } from "../../ui/page-title";
import { StatePanel } from "../../ui/state-panel";

const OverviewQuery = graphql(
  `
    query StaffOverview($locale: Locale!) {
      viewer {
        name
        platformRoles
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
      }
    }
  `,
  [LocalizedFragment],
);

const rowClass =
  "flex min-h-14 items-center gap-3 rounded-md bg-surface px-4 py-3 font-semibold shadow-card hover:shadow-raised forced-colors:border";

/** Where a day of work begins: the bodies that one works for, and the queues that one is responsible for. */
export function Overview() {
  const { t, i18n } = useLingui();
  const format = useFormat();
  const locale = languageTable[useLanguage()].graphql;
  const [{ data, error }] = useQuery({ query: OverviewQuery, variables: { locale } });
  if (error && !data) throw error;
  if (!data) return null;
  const memberships = data.viewer?.memberships.filter((membership) => membership.state === "ACTIVE") ?? [];
  const platform = data.viewer?.platformRoles ?? [];
  const registrar = platform.includes("REGISTRAR") || platform.includes("OPERATOR");
  const moderator = platform.includes("MODERATOR") || platform.includes("OPERATOR");
  if (memberships.length === 0 && !registrar && !moderator) {
    return (
      <StatePanel icon="people" headingLevel={1} title={<Trans>You work for no organization here yet</Trans>}>
        <Trans>An administrator of your organization can invite you by e-mail. The invitation brings you here.</Trans>
      </StatePanel>
    );
  }
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
            {memberships.map(({ id, organization, roles }) => (
              <li key={id}>
                <StaffLink to={`/staff/organizations/${organization.slug}`} className={rowClass}>
                  <span className="min-w-0 flex-1">
                    <span className="block truncate">
                      <Localized value={organization.name} />
                    </span>
                    <span className="block text-sm font-normal text-muted">
                      {format.list(roles.map((role) => i18n._(roleNames[role])))}
                    </span>
                  </span>
                  <Icon name="forward" />
                </StaffLink>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {registrar || moderator ? (
        <section>
          <h2 className="mb-3 text-lg">
            <Trans>Supervision</Trans>
          </h2>
          <ul className="grid gap-3 md:grid-cols-3">
            {registrar ? (
              <>
                <li>
                  <StaffLink to="/staff/verification" className={rowClass}>
                    <Icon name="shield" />
                    <span className="flex-1">
                      <Trans>Verify organizations</Trans>
                    </span>
                    <Icon name="forward" />
                  </StaffLink>
                </li>
                <li>
                  <StaffLink to="/staff/imports" className={rowClass}>
                    <Icon name="receipt" />
                    <span className="flex-1">
                      <Trans>Import IATI files</Trans>
                    </span>
                    <Icon name="forward" />
                  </StaffLink>
                </li>
              </>
            ) : null}
            {moderator ? (
              <li>
                <StaffLink to="/staff/moderation" className={rowClass}>
                  <Icon name="check" />
                  <span className="flex-1">
                    <Trans>Pictures and dedications to decide on</Trans>
                  </span>
                  <Icon name="forward" />
                </StaffLink>
              </li>
            ) : null}
          </ul>
        </section>
      ) : null}
    </div>
  );
}
