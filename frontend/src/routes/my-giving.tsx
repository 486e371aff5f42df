import { Trans, useLingui } from "@lingui/react/macro";
import { Link, useRouterState } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useQuery } from "urql";
import { DonationStateTag } from "../features/giving/state-tag";
import { useFormat } from "../lib/format/use-format";
import { graphql } from "../lib/graphql";
import { keepChoices } from "../lib/kept-choices";
import { signInUrl, useSession } from "../lib/session";
import { useLocale } from "../lib/use-locale";
import { Button, buttonClass } from "../ui/button";
import { Localized, LocalizedFragment } from "../ui/localized";
import { Money, MoneyFragment } from "../ui/money";
import { PageTitle } from "../ui/page-title";
import { Reference } from "../ui/reference";
import { Skeleton } from "../ui/skeleton";
import { StatePanel } from "../ui/state-panel";

const MyGivingQuery = graphql(
  `
    query MyGiving($after: String, $locale: Locale!) {
      viewer {
        donations(first: 20, after: $after) {
          nodes {
            id
            state
            reference
            createdAt
            amount {
              ...MoneyParts
            }
            campaign {
              slug
              title {
                ...Localized
              }
            }
            receipt {
              id
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

/** The gifts of whoever is signed in, with their receipts. Guests are shown the two ways to theirs. */
export function MyGiving() {
  const { t } = useLingui();
  const session = useSession();
  const isSignedIn = session?.signedIn === true;
  useEffect(() => {
    if (isSignedIn) void keepChoices();
  }, [isSignedIn]);
  const href = useRouterState({ select: (state) => state.location.publicHref });
  const [cursors, setCursors] = useState<readonly (string | null)[]>([null]);
  return (
    <div className="container-page flex max-w-3xl flex-col gap-6 py-8 md:py-12">
      <PageTitle title={t`My giving`} />
      <h1 className="text-2xl md:text-3xl">
        <Trans>My giving</Trans>
      </h1>
      {session === null ? (
        <Skeleton className="h-40 w-full" />
      ) : session.signedIn ? (
        cursors.map((after, index) => (
          <Page
            key={after ?? ""}
            after={after}
            first={index === 0}
            last={index === cursors.length - 1}
            onMore={(cursor) => setCursors((known) => [...known, cursor])}
          />
        ))
      ) : (
        <StatePanel
          icon="person"
          title={<Trans>Sign in to see your gifts</Trans>}
          action={
            <span className="flex flex-wrap justify-center gap-3">
              <a href={signInUrl(href)} className={buttonClass()}>
                <Trans>Sign in</Trans>
              </a>
              <Link to="/find-my-gift" className={buttonClass("outlined")}>
                <Trans>I gave without an account</Trans>
              </Link>
            </span>
          }
        >
          <Trans>They stand here with their receipts, in one place.</Trans>
        </StatePanel>
      )}
    </div>
  );
}

interface PageProps {
  readonly after: string | null;
  readonly first: boolean;
  readonly last: boolean;
  readonly onMore: (cursor: string) => void;
}

function Page({ after, first, last, onMore }: PageProps) {
  const format = useFormat();
  const locale = useLocale();
  const [{ data, error }] = useQuery({ query: MyGivingQuery, variables: { after, locale }, requestPolicy: "cache-and-network" });
  if (error && !data) throw error;
  const gifts = data?.viewer?.donations;
  if (!gifts) return <Skeleton className="h-40 w-full" />;
  if (first && gifts.nodes.length === 0) {
    return (
      <StatePanel
        icon="receipt"
        title={<Trans>You have not given yet</Trans>}
        action={
          <Link to="/campaigns" className={buttonClass()}>
            <Trans>Find a campaign</Trans>
          </Link>
        }
      >
        <Trans>Your gifts and their receipts will stand here.</Trans>
      </StatePanel>
    );
  }
  return (
    <>
      <ul className="flex flex-col gap-3">
        {gifts.nodes.map((gift) => (
          <li key={gift.id} className="flex flex-col gap-3 rounded-md bg-surface p-4 shadow-card sm:flex-row sm:items-center sm:p-5 forced-colors:border">
            <div className="min-w-0 flex-1">
              <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
                <span className="text-lg font-bold">
                  <Money value={gift.amount} />
                </span>
                <DonationStateTag state={gift.state} />
              </p>
              <Link to="/campaigns/$slug" params={{ slug: gift.campaign.slug }} className="underline-offset-3 hover:underline">
                <Localized value={gift.campaign.title} />
              </Link>
              <p className="text-sm text-muted">
                <time dateTime={gift.createdAt}>{format.instantDay(gift.createdAt)}</time> · <Reference value={gift.reference} />
              </p>
            </div>
            {gift.receipt ? (
              <Link to="/donations/receipt" search={{ gift: gift.id }} className={buttonClass("outlined")}>
                <Trans>Receipt</Trans>
              </Link>
            ) : null}
          </li>
        ))}
      </ul>
      {last && gifts.pageInfo.hasNextPage && gifts.pageInfo.endCursor ? (
        <Button
          kind="outlined"
          className="self-center"
          onClick={() => {
            if (gifts.pageInfo.endCursor) onMore(gifts.pageInfo.endCursor);
          }}
        >
          <Trans>Show more</Trans>
        </Button>
      ) : null}
    </>
  );
}
