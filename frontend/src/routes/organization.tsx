import { Trans, useLingui } from "@lingui/react/macro";
import { getRouteApi, notFound } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useQuery } from "urql";
import { CampaignCard, CampaignCardFragment } from "../features/campaign/card";
import { Seal } from "../features/organization/card";
import { OrganizationHistory, HistoryFragment } from "../features/organization/history";
import { VerificationFragment, VerificationLine } from "../features/organization/verification";
import { useFormat } from "../lib/format/use-format";
import { graphql } from "../lib/graphql";
import { countryNames, sectorNames } from "../lib/labels";
import { languageTable } from "../lib/locales";
import { kindNames } from "../lib/names";
import type { RouteContext } from "../lib/route-context";
import { useLocale } from "../lib/use-locale";
import { Icon } from "../ui/icon";
import { Localized, LocalizedFragment, localizedText } from "../ui/localized";
import { Money, MoneyFragment } from "../ui/money";
import { Notice } from "../ui/notice";
import { PageTitle } from "../ui/page-title";
import { Reference } from "../ui/reference";
import { Skeleton } from "../ui/skeleton";

const OrganizationQuery = graphql(
  `
    query Organization($slug: String!, $locale: Locale!) {
      organizationBySlug(slug: $slug) {
        id
        kind
        jurisdiction
        sectors
        foundedIn
        isDemo
        createdAt
        name {
          ...Localized
        }
        about {
          ...Localized
        }
        legalForm {
          ...Localized
        }
        areas {
          id
          name(locale: $locale)
        }
        identifiers {
          scheme
          value
        }
        contacts {
          kind
          value
        }
        complaints {
          kind
          value
          label {
            ...Localized
          }
        }
        verification {
          state
          note {
            ...Localized
          }
          ...VerificationLine
        }
        responsiblePeople {
          name {
            ...Localized
          }
          position {
            ...Localized
          }
        }
        lastReport {
          year
          publishedOn
          url
        }
        finances {
          currency
          received {
            ...MoneyParts
          }
          spent {
            ...MoneyParts
          }
          balance {
            ...MoneyParts
          }
        }
        history(first: 10) {
          nodes {
            id
            ...OrganizationHistory
          }
        }
        campaigns(first: 6, filter: { statuses: [ACTIVE, PAUSED, CLOSED] }) {
          nodes {
            id
            ...CampaignCard
          }
        }
      }
    }
  `,
  [LocalizedFragment, MoneyFragment, CampaignCardFragment, VerificationFragment, HistoryFragment],
);

export async function preload({ client, language }: RouteContext, slug: string): Promise<void> {
  const { data } = await client().query(OrganizationQuery, { slug, locale: languageTable[language()].graphql }).toPromise();
  if (data && !data.organizationBySlug) throw notFound();
}

const route = getRouteApi("/organizations/$slug");

/** One body: who it is, who checked it, who answers for it, what came in and what went out, and where to complain. */
export function Organization() {
  const { i18n } = useLingui();
  const format = useFormat();
  const locale = useLocale();
  const { slug } = route.useParams();
  const [{ data, error }] = useQuery({ query: OrganizationQuery, variables: { slug, locale } });
  const body = data?.organizationBySlug;
  if (error && !body) throw error;
  if (!body) {
    return (
      <div className="container-page flex flex-col gap-4 py-10" aria-busy="true">
        <Skeleton className="h-16 w-2/3" />
        <Skeleton className="h-80 w-full" />
      </div>
    );
  }
  return (
    <article className="container-page flex flex-col gap-10 py-8 md:py-12">
      <PageTitle title={localizedText(body.name)} />
      <header className="flex flex-col gap-5">
        <div className="flex items-center gap-4 md:gap-6">
          <Seal name={localizedText(body.name)} className="size-16 text-2xl md:size-20" />
          <div className="min-w-0">
            <h1 className="text-2xl md:text-3xl">
              <Localized value={body.name} />
            </h1>
            <p className="mt-1 text-muted">
              {i18n._(kindNames[body.kind])} · {i18n._(countryNames[body.jurisdiction])}
            </p>
          </div>
        </div>
        {body.verification.state === "VERIFIED" ? (
          <div className="flex flex-col gap-1">
            <VerificationLine verification={body.verification} />
            {body.verification.note ? (
              <p className="ps-7 text-sm text-muted">
                <Localized value={body.verification.note} />
              </p>
            ) : null}
          </div>
        ) : (
          <Notice tone="notice" icon="alert">
            <p className="font-semibold">
              {body.verification.state === "REVOKED" ? (
                <Trans>The verification of this organization was withdrawn</Trans>
              ) : body.verification.state === "IN_REVIEW" ? (
                <Trans>An authority is checking this organization</Trans>
              ) : (
                <Trans>Nobody has verified this organization yet</Trans>
              )}
            </p>
            {body.verification.note ? (
              <p>
                <Localized value={body.verification.note} />
              </p>
            ) : null}
            <p>
              <Trans>What stands here comes from the organization itself.</Trans>
            </p>
          </Notice>
        )}
        {body.isDemo ? (
          <Notice>
            <Trans>This is a fictional organization of the demonstration.</Trans>
          </Notice>
        ) : null}
        {body.about ? (
          <p className="max-w-[65ch] text-lg">
            <Localized value={body.about} />
          </p>
        ) : null}
      </header>

      <section aria-labelledby="money" className="flex flex-col gap-4">
        <h2 id="money" className="text-xl">
          <Trans>Money on Sanad</Trans>
        </h2>
        {body.finances.length === 0 ? (
          <p className="text-muted">
            <Trans>No money has come in through Sanad yet.</Trans>
          </p>
        ) : (
          <>
            <ul className="flex flex-col gap-4">
              {body.finances.map((finance) => (
                <li key={finance.currency} className="rounded-md bg-surface p-5 shadow-card forced-colors:border">
                  <dl className="grid gap-4 sm:grid-cols-3">
                    <Figure label={<Trans>Received</Trans>}>
                      <Money value={finance.received} />
                    </Figure>
                    <Figure label={<Trans>Paid out</Trans>}>
                      <Money value={finance.spent} />
                    </Figure>
                    <Figure label={<Trans>In its funds</Trans>}>
                      <Money value={finance.balance} />
                    </Figure>
                  </dl>
                </li>
              ))}
            </ul>
            <p className="text-sm text-muted">
              <Trans>From Sanad's ledger, refunds taken off. Currencies are never added together.</Trans>
            </p>
          </>
        )}
      </section>

      <div className="grid gap-10 md:grid-cols-2">
        <section aria-labelledby="record" className="flex flex-col gap-4">
          <h2 id="record" className="text-xl">
            <Trans>Public record</Trans>
          </h2>
          <dl className="flex flex-col divide-y divide-line">
            <Row label={<Trans>Legal form</Trans>}>{body.legalForm ? <Localized value={body.legalForm} /> : <Missing />}</Row>
            <Row label={<Trans>Register number</Trans>}>
              {body.identifiers.length === 0 ? (
                <Missing />
              ) : (
                body.identifiers.map((identifier) => (
                  <span key={`${identifier.scheme} ${identifier.value}`} className="block">
                    <Reference value={`${identifier.scheme} ${identifier.value}`} />
                  </span>
                ))
              )}
            </Row>
            <Row label={<Trans>Founded in</Trans>}>{body.foundedIn ? format.year(body.foundedIn) : <Missing />}</Row>
            <Row label={<Trans>Fields of work</Trans>}>
              {body.sectors.length === 0 ? <Missing /> : format.list(body.sectors.map((sector) => i18n._(sectorNames[sector])))}
            </Row>
            <Row label={<Trans>Works in</Trans>}>
              {body.areas.length === 0 ? <Missing /> : <bdi>{format.list(body.areas.map((area) => area.name))}</bdi>}
            </Row>
            <Row label={<Trans>Last annual report</Trans>}>
              {body.lastReport ? (
                <>
                  {body.lastReport.url ? (
                    <a href={body.lastReport.url} rel="noreferrer" className="inline-flex items-center gap-1 text-action underline underline-offset-3">
                      {format.year(body.lastReport.year)} <Icon name="external" className="size-4" />
                    </a>
                  ) : (
                    format.year(body.lastReport.year)
                  )}
                  <span className="block text-sm font-normal text-muted">
                    <Trans>
                      published on <bdi>{format.day(body.lastReport.publishedOn)}</bdi>
                    </Trans>
                  </span>
                </>
              ) : (
                <Missing />
              )}
            </Row>
          </dl>
        </section>

        <section aria-labelledby="people" className="flex flex-col gap-4">
          <h2 id="people" className="text-xl">
            <Trans>Who answers for it</Trans>
          </h2>
          {body.responsiblePeople.length === 0 ? (
            <p className="text-muted">
              <Missing />
            </p>
          ) : (
            <ul className="flex flex-col divide-y divide-line">
              {body.responsiblePeople.map((person, index) => (
                <li key={index} className="flex items-center gap-3 py-3">
                  <span className="grid size-10 place-items-center rounded-full bg-wash text-action">
                    <Icon name="person" />
                  </span>
                  <span>
                    <span className="block font-semibold">
                      <Localized value={person.name} />
                    </span>
                    <span className="block text-sm text-muted">
                      <Localized value={person.position} />
                    </span>
                  </span>
                </li>
              ))}
            </ul>
          )}
          <h2 className="mt-4 text-xl">
            <Trans>How to reach it</Trans>
          </h2>
          <ul className="flex flex-col gap-1">
            {body.contacts.map((contact) => (
              <li key={contact.value}>
                <ContactLink kind={contact.kind} value={contact.value} />
              </li>
            ))}
          </ul>
          <div className="rounded-md border border-line p-4">
            <h3 className="text-base">
              <Trans>Something is wrong?</Trans>
            </h3>
            {body.complaints ? (
              <p className="text-sm">
                <span className="text-muted">
                  {body.complaints.label ? <Localized value={body.complaints.label} /> : <Trans>Complaints go to</Trans>}
                </span>{" "}
                <ContactLink kind={body.complaints.kind} value={body.complaints.value} />
              </p>
            ) : (
              <p className="text-sm text-muted">
                <Trans>Write to the authority that registered it, and name its register number.</Trans>
              </p>
            )}
          </div>
        </section>
      </div>

      <section aria-labelledby="campaigns" className="flex flex-col gap-4">
        <h2 id="campaigns" className="text-xl">
          <Trans>Its campaigns</Trans>
        </h2>
        {body.campaigns.nodes.length === 0 ? (
          <p className="text-muted">
            <Trans>It has published no campaign yet.</Trans>
          </p>
        ) : (
          <div className="grid gap-4 sm:grid-cols-2 md:gap-6 lg:grid-cols-3">
            {body.campaigns.nodes.map((campaign) => (
              <CampaignCard key={campaign.id} campaign={campaign} />
            ))}
          </div>
        )}
      </section>

      <section aria-labelledby="history" className="flex flex-col gap-4">
        <h2 id="history" className="text-xl">
          <Trans>Changes of its record</Trans>
        </h2>
        <OrganizationHistory changes={body.history.nodes} />
        <p className="text-sm text-muted">
          <Trans>
            On Sanad since <bdi>{format.instantDay(body.createdAt)}</bdi>
          </Trans>
        </p>
      </section>
    </article>
  );
}

function Figure({ label, children }: { readonly label: ReactNode; readonly children: ReactNode }) {
  return (
    <div>
      <dt className="text-sm text-muted">{label}</dt>
      <dd className="text-xl font-bold">{children}</dd>
    </div>
  );
}

function Row({ label, children }: { readonly label: ReactNode; readonly children: ReactNode }) {
  return (
    <div className="grid grid-cols-[9rem_1fr] gap-4 py-3">
      <dt className="text-sm text-muted">{label}</dt>
      <dd className="font-semibold">{children}</dd>
    </div>
  );
}

function Missing() {
  return (
    <span className="font-normal text-muted">
      <Trans>Not given</Trans>
    </span>
  );
}

function ContactLink({ kind, value }: { readonly kind: "PHONE" | "EMAIL" | "WEBSITE" | "ADDRESS"; readonly value: string }) {
  if (kind === "ADDRESS") return <bdi>{value}</bdi>;
  const href = kind === "PHONE" ? `tel:${value}` : kind === "EMAIL" ? `mailto:${value}` : value;
  if (kind === "WEBSITE" && !/^https?:\/\//.test(value)) return <bdi dir="ltr">{value}</bdi>;
  return (
    <a href={href} rel="noreferrer" className="inline-flex min-h-11 items-center text-action underline underline-offset-3">
      <bdi dir="ltr">{value.replace(/^https?:\/\//, "")}</bdi>
    </a>
  );
}
