import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { useQuery } from "urql";
import { CampaignCard, CampaignCardFragment, CampaignCardSkeleton } from "../features/campaign/card";
import { graphql } from "../lib/graphql";
import { useLanguage } from "../lib/i18n";
import { sectorNames, sectors } from "../lib/labels";
import { languageTable } from "../lib/locales";
import type { RouteContext } from "../lib/route-context";
import { buttonClass } from "../ui/button";
import { Money, MoneyFragment } from "../ui/money";
import { SectorSign } from "../ui/sector-art";

const HomeQuery = graphql(
  `
    query Home($locale: Locale!) {
      totals {
        raised {
          currency
          ...MoneyParts
        }
        donationCount
      }
      urgent: campaigns(orderBy: ENDING_SOON, first: 6) {
        nodes {
          id
          ...CampaignCard
        }
      }
    }
  `,
  [CampaignCardFragment, MoneyFragment],
);

export function preload({ client, language }: RouteContext): void {
  void client().query(HomeQuery, { locale: languageTable[language()].graphql }).toPromise();
}

/** What is urgent near me, what came together so far, and where to begin. */
export function Home() {
  const { i18n } = useLingui();
  const language = useLanguage();
  const [{ data, error }] = useQuery({ query: HomeQuery, variables: { locale: languageTable[language].graphql } });
  if (error && !data) throw error;
  return (
    <>
      <section className="guilloche bg-deep text-on-deep">
        <div className="container-page flex flex-col gap-6 py-14 md:py-20">
          <h1 className="max-w-2xl text-3xl">
            <Trans>Every gift leaves a record</Trans>
          </h1>
          <p className="max-w-xl text-lg text-on-deep-muted">
            <Trans>Verified charities, figures from the ledger, and a receipt that anyone can check.</Trans>
          </p>
          <div>
            <Link to="/campaigns" className={buttonClass("light")}>
              <Trans>Find a campaign</Trans>
            </Link>
          </div>
          <ul className="flex flex-wrap gap-x-10 gap-y-3">
            {data?.totals.map((total) => (
              <li key={total.raised.currency} className="text-lg font-bold">
                <Money value={total.raised} compact />
              </li>
            ))}
          </ul>
        </div>
      </section>
      <section className="container-page py-12">
        <h2 className="mb-6 text-2xl">
          <Trans>Ending soon</Trans>
        </h2>
        <div className="grid gap-4 sm:grid-cols-2 md:gap-6 lg:grid-cols-3">
          {data
            ? data.urgent.nodes.map((campaign, index) => <CampaignCard key={campaign.id} campaign={campaign} eager={index < 1} />)
            : [0, 1, 2, 3, 4, 5].map((index) => <CampaignCardSkeleton key={index} />)}
        </div>
      </section>
      <section className="container-page py-8">
        <h2 className="mb-6 text-2xl">
          <Trans>By field of work</Trans>
        </h2>
        <ul className="grid grid-cols-2 gap-3 md:grid-cols-4">
          {sectors.map((sector) => (
            <li key={sector}>
              <Link
                to="/campaigns"
                search={{ sector: [sector] }}
                className="flex min-h-14 items-center gap-3 rounded-md bg-surface px-4 font-semibold shadow-card hover:shadow-raised"
              >
                <SectorSign sector={sector} className="size-6 text-action" />
                {i18n._(sectorNames[sector])}
              </Link>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
