import { Trans, useLingui } from "@lingui/react/macro";
import { getRouteApi, Link, notFound, useRouterState } from "@tanstack/react-router";
import { useQuery } from "urql";
import { ClosedReasonText } from "../features/campaign/closed-reason";
import { GiveForm, GiveFragment } from "../features/giving/give-form";
import { isolate } from "../lib/format/bidi";
import { graphql } from "../lib/graphql";
import { languageTable } from "../lib/locales";
import type { RouteContext } from "../lib/route-context";
import { signInUrl, useSession } from "../lib/session";
import { useLocale } from "../lib/use-locale";
import { buttonClass } from "../ui/button";
import { Icon } from "../ui/icon";
import { Localized, LocalizedFragment, localizedText } from "../ui/localized";
import { Notice } from "../ui/notice";
import { PageTitle } from "../ui/page-title";
import { Skeleton } from "../ui/skeleton";
import { StatePanel } from "../ui/state-panel";

const GiveQuery = graphql(
  `
    query Give($slug: String!, $locale: Locale!) {
      paymentsAreTests
      campaignBySlug(slug: $slug) {
        id
        slug
        closedFor
        startsOn
        isDemo
        title {
          ...Localized
        }
        ...GiveForm
      }
    }
  `,
  [LocalizedFragment, GiveFragment],
);

export async function preload({ client, language }: RouteContext, slug: string): Promise<void> {
  const { data } = await client().query(GiveQuery, { slug, locale: languageTable[language()].graphql }).toPromise();
  if (data && !data.campaignBySlug) throw notFound();
}

const route = getRouteApi("/campaigns/$slug/give");

/** Giving to one campaign, on one page. */
export function Give() {
  const { t } = useLingui();
  const locale = useLocale();
  const session = useSession();
  const { slug } = route.useParams();
  const href = useRouterState({ select: (state) => state.location.publicHref });
  const [{ data, error }] = useQuery({ query: GiveQuery, variables: { slug, locale } });
  const campaign = data?.campaignBySlug;
  if (error && !campaign) throw error;
  if (!campaign) {
    return (
      <div className="container-page flex max-w-2xl flex-col gap-4 py-10" aria-busy="true">
        <Skeleton className="h-9 w-64" />
        <Skeleton className="h-40 w-full" />
        <Skeleton className="h-64 w-full" />
      </div>
    );
  }
  return (
    <div className="container-page max-w-2xl py-6 md:py-10">
      <PageTitle title={t`Give to ${isolate(localizedText(campaign.title))}`} />
      <Link
        to="/campaigns/$slug"
        params={{ slug }}
        className="mb-3 inline-flex min-h-11 items-center gap-1 rounded-sm text-sm text-muted underline-offset-3 hover:underline"
      >
        <Icon name="forward" className="size-4 rotate-180" />
        <Trans>Back to the campaign</Trans>
      </Link>
      <h1 className="mb-6 text-2xl">
        <Trans>
          Give to <Localized value={campaign.title} />
        </Trans>
      </h1>
      {campaign.closedFor ? (
        <StatePanel
          icon="clock"
          title={<Trans>This campaign takes no gifts now</Trans>}
          action={
            <Link to="/campaigns" className={buttonClass()}>
              <Trans>Look at other campaigns</Trans>
            </Link>
          }
        >
          <ClosedReasonText reason={campaign.closedFor} startsOn={campaign.startsOn} />
        </StatePanel>
      ) : (
        <div className="flex flex-col gap-6">
          {campaign.isDemo ? (
            <Notice>
              <Trans>This is a demonstration: you pay with test money, and no money moves.</Trans>
            </Notice>
          ) : data.paymentsAreTests ? (
            <Notice>
              <Trans>You pay with test money here, and no money moves.</Trans>
            </Notice>
          ) : null}
          {session === null || session.signedIn ? null : (
            <p className="text-sm text-muted">
              <Trans>
                You have an account?{" "}
                <a href={signInUrl(href)} className="font-semibold text-action underline underline-offset-3">
                  Sign in
                </a>
                , and the gift is kept with your others. What you have typed stays.
              </Trans>
            </p>
          )}
          <GiveForm key={campaign.id} campaign={campaign} signedIn={session?.signedIn ?? false} />
        </div>
      )}
    </div>
  );
}
