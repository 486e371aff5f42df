import { Trans, useLingui } from "@lingui/react/macro";
import { getRouteApi, Link, useRouterState } from "@tanstack/react-router";
import { useQuery } from "urql";
import { secretOfHash } from "../features/giving/gift-secret";
import { ReceiptFragment, ReceiptSheet } from "../features/giving/receipt-sheet";
import { graphql } from "../lib/graphql";
import { useLocale } from "../lib/use-locale";
import { Button, buttonClass } from "../ui/button";
import { Icon } from "../ui/icon";
import { PageTitle } from "../ui/page-title";
import { Skeleton } from "../ui/skeleton";
import { StatePanel } from "../ui/state-panel";

const BySecretQuery = graphql(
  `
    query ReceiptBySecret($secret: String!, $locale: Locale!) {
      myDonation(secret: $secret) {
        id
        receipt {
          ...ReceiptSheet
        }
      }
    }
  `,
  [ReceiptFragment],
);

const ByIdQuery = graphql(
  `
    query ReceiptById($id: ID!, $locale: Locale!) {
      node(id: $id) {
        __typename
        ... on Donation {
          id
          receipt {
            ...ReceiptSheet
          }
        }
      }
    }
  `,
  [ReceiptFragment],
);

const route = getRouteApi("/donations/receipt");

/** A receipt, for guests by their secret and for donors by their gift; made to be printed. */
export function Receipt() {
  const { t } = useLingui();
  const locale = useLocale();
  const hash = useRouterState({ select: (state) => state.location.hash });
  const { gift } = route.useSearch();
  const secret = secretOfHash(hash);
  const [bySecret] = useQuery({ query: BySecretQuery, variables: { secret: secret ?? "", locale }, pause: secret === null, requestPolicy: "cache-and-network" });
  const [byId] = useQuery({ query: ByIdQuery, variables: { id: gift ?? "", locale }, pause: secret !== null || gift === undefined, requestPolicy: "cache-and-network" });
  const result = secret === null ? byId : bySecret;
  if (result.error && !result.data) throw result.error;
  const node = byId.data?.node;
  const donation = secret === null ? (node?.__typename === "Donation" ? node : null) : bySecret.data?.myDonation;
  const asked = secret !== null || gift !== undefined;
  if (asked && !result.data) {
    return (
      <div className="container-page max-w-2xl py-10" aria-busy="true">
        <Skeleton className="h-[32rem] w-full" />
      </div>
    );
  }
  if (!donation?.receipt) {
    return (
      <div className="container-page">
        <PageTitle title={t`Receipt`} />
        <StatePanel
          icon="receipt"
          headingLevel={1}
          title={donation ? <Trans>There is no receipt yet</Trans> : <Trans>There is no receipt here</Trans>}
          action={
            <Link to="/find-my-gift" className={buttonClass()}>
              <Trans>Find my gift</Trans>
            </Link>
          }
        >
          {donation ? (
            <Trans>It is written as soon as the payment is confirmed.</Trans>
          ) : (
            <Trans>The link may be incomplete or no longer valid. We can send you a new one.</Trans>
          )}
        </StatePanel>
      </div>
    );
  }
  return (
    <div className="container-page flex max-w-2xl flex-col gap-5 py-8 md:py-12">
      <PageTitle title={t`Receipt`} />
      <div className="no-print flex flex-wrap items-center justify-between gap-3">
        <h1 className="text-2xl">
          <Trans>Receipt</Trans>
        </h1>
        <Button kind="outlined" onClick={() => window.print()}>
          <Icon name="print" />
          <Trans>Print</Trans>
        </Button>
      </div>
      <ReceiptSheet receipt={donation.receipt} />
    </div>
  );
}
