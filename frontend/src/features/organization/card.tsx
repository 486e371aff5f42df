import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { useFormat } from "../../lib/format/use-format";
import { graphql, readFragment, type FragmentOf } from "../../lib/graphql";
import { countryNames, sectorNames } from "../../lib/labels";
import { kindNames } from "../../lib/names";
import { Icon } from "../../ui/icon";
import { Localized, LocalizedFragment, localizedText } from "../../ui/localized";
import { Skeleton } from "../../ui/skeleton";

export const OrganizationCardFragment = graphql(
  `
    fragment OrganizationCard on Organization {
      slug
      kind
      jurisdiction
      sectors
      name {
        ...Localized
      }
      areas {
        id
        name(locale: $locale)
      }
      verification {
        state
      }
    }
  `,
  [LocalizedFragment],
);

/** A seal with the first letter of the name, where there is no logo. */
export function Seal({ name, className = "size-12 text-xl" }: { readonly name: string; readonly className?: string }) {
  const letter = name.replace(/^(ال|جمعية |مؤسسة |مؤسسهٔ |بنیاد |انجمن )+/u, "").charAt(0);
  return (
    <span aria-hidden="true" className={`guilloche grid shrink-0 place-items-center rounded-full bg-deep font-bold text-on-deep ${className}`}>
      {letter.toUpperCase()}
    </span>
  );
}

/** A body in the directory. */
export function OrganizationCard({ organization }: { readonly organization: FragmentOf<typeof OrganizationCardFragment> }) {
  const { i18n } = useLingui();
  const format = useFormat();
  const data = readFragment(OrganizationCardFragment, organization);
  const shownAreas = data.areas.slice(0, 3).map((area) => area.name);
  return (
    <article className="group relative flex gap-4 rounded-md bg-surface p-4 shadow-card transition-shadow duration-200 hover:shadow-raised sm:p-5 forced-colors:border">
      <Seal name={localizedText(data.name)} />
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <h2 className="text-lg leading-snug">
          <Link to="/organizations/$slug" params={{ slug: data.slug }} className="after:absolute after:inset-0 after:rounded-md">
            <Localized value={data.name} />
          </Link>
        </h2>
        <p className="text-sm text-muted">
          {i18n._(kindNames[data.kind])} · {i18n._(countryNames[data.jurisdiction])}
        </p>
        {data.sectors.length > 0 ? (
          <p className="text-sm text-muted">{format.list(data.sectors.slice(0, 3).map((sector) => i18n._(sectorNames[sector])))}</p>
        ) : null}
        {shownAreas.length > 0 ? (
          <p className="flex items-center gap-1 text-sm text-muted">
            <Icon name="pin" className="size-4" />
            <bdi>{format.list(shownAreas)}</bdi>
          </p>
        ) : null}
        <p className={`mt-1 flex items-center gap-1.5 text-sm font-semibold ${data.verification.state === "VERIFIED" ? "text-action" : "text-notice"}`}>
          <Icon name={data.verification.state === "VERIFIED" ? "shield" : "alert"} className="size-4" />
          {data.verification.state === "VERIFIED" ? (
            <Trans>Verified</Trans>
          ) : data.verification.state === "IN_REVIEW" ? (
            <Trans>Being verified</Trans>
          ) : data.verification.state === "REVOKED" ? (
            <Trans>Verification withdrawn</Trans>
          ) : (
            <Trans>Not verified</Trans>
          )}
        </p>
      </div>
    </article>
  );
}

export function OrganizationCardSkeleton() {
  return (
    <div className="flex gap-4 rounded-md bg-surface p-5 shadow-card">
      <Skeleton className="size-12 shrink-0" />
      <div className="flex flex-1 flex-col gap-3">
        <Skeleton className="h-6 w-3/4" />
        <Skeleton className="h-4 w-1/2" />
        <Skeleton className="h-4 w-2/3" />
      </div>
    </div>
  );
}
