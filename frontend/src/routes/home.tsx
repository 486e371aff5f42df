import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Link, useNavigate } from "@tanstack/react-router";
import { useId, useState, type ReactNode } from "react";
import { useQuery } from "urql";
import { CampaignCard, CampaignCardFragment, CampaignCardSkeleton } from "../features/campaign/card";
import { useFormat } from "../lib/format/use-format";
import { everybody } from "../lib/client";
import { graphql, readFragment } from "../lib/graphql";
import { useLanguage } from "../lib/i18n";
import { countryNames, sectorNames, sectors } from "../lib/labels";
import { countries, languageTable, type Country } from "../lib/locales";
import { preferences, resolved, setPreferences, usePreferences } from "../lib/preferences";
import type { RouteContext } from "../lib/route-context";
import { useLocale } from "../lib/use-locale";
import { Button, buttonClass } from "../ui/button";
import { AreaSelect, FilterSelect } from "../ui/filters";
import { Icon, type IconName } from "../ui/icon";
import { MoneyFragment } from "../ui/money";
import { PageTitle } from "../ui/page-title";
import { SectorSign } from "../ui/sector-art";
import { StatePanel } from "../ui/state-panel";

const TotalsQuery = graphql(
  `
    query Totals {
      totals {
        donationCount
        raised {
          currency
          ...MoneyParts
        }
      }
    }
  `,
  [MoneyFragment],
);

const NearQuery = graphql(
  `
    query Near($filter: CampaignFilter!, $locale: Locale!) {
      campaigns(filter: $filter, orderBy: ENDING_SOON, first: 6) {
        nodes {
          id
          ...CampaignCard
        }
      }
    }
  `,
  [CampaignCardFragment],
);

function nearVariables(country: Country, area: string | null, locale: "AR" | "FA" | "EN") {
  return { filter: { jurisdictions: [country], areas: area ? [area] : null, statuses: ["ACTIVE" as const] }, locale };
}

export function preload({ client, language }: RouteContext): void {
  const chosen = preferences();
  const { country } = resolved(language(), chosen);
  void client().query(NearQuery, nearVariables(country, chosen.area, languageTable[language()].graphql), everybody).toPromise();
  void client().query(TotalsQuery, {}, everybody).toPromise();
}

/** What Sanad is, what is urgent near the reader, what came together so far, and how to check it. */
export function Home() {
  return (
    <>
      <PageTitle title={null} />
      <Hero />
      <Near />
      <Sectors />
      <Reasons />
    </>
  );
}

function Hero() {
  const { t } = useLingui();
  const navigate = useNavigate();
  const [words, setWords] = useState("");
  return (
    <section className="guilloche relative bg-deep text-on-deep">
      <div className="container-page flex flex-col gap-8 py-12 md:py-20">
        <div className="flex max-w-3xl flex-col gap-4">
          <h1 className="text-3xl text-balance">
            <Trans>Every gift leaves a record</Trans>
          </h1>
          <p className="max-w-xl text-lg text-on-deep-muted">
            <Trans>Charities that someone has checked, figures straight from the ledger, and a receipt that anyone can verify.</Trans>
          </p>
        </div>
        <form
          role="search"
          className="flex max-w-xl gap-2 rounded-md bg-on-deep p-1.5"
          onSubmit={(event) => {
            event.preventDefault();
            void navigate({ to: "/campaigns", search: words.trim() ? { q: words.trim() } : {} });
          }}
        >
          <div className="relative min-w-0 flex-1">
            <Icon name="search" className="pointer-events-none absolute start-3 top-1/2 size-5 -translate-y-1/2 text-[#57534e]" />
            <input
              type="search"
              enterKeyHint="search"
              aria-label={t`Search campaigns`}
              placeholder={t`A cause, a place, a charity`}
              value={words}
              onChange={(event) => setWords(event.target.value)}
              className="free-text min-h-11 w-full rounded-sm bg-transparent ps-11 pe-3 text-[#1c1917] placeholder:text-[#57534e]"
            />
          </div>
          <button type="submit" className="min-h-11 rounded-sm bg-[#115e59] px-5 font-semibold text-white hover:bg-[#134e4a]">
            <Trans>Find a campaign</Trans>
          </button>
        </form>
        <Totals />
      </div>
    </section>
  );
}

/** What came in through Sanad, by currency: never added together. */
function Totals() {
  const format = useFormat();
  const [{ data }] = useQuery({ query: TotalsQuery, context: everybody });
  const totals = data?.totals.slice(0, 4) ?? [];
  if (data && totals.length === 0) return null;
  return (
    <div className="min-h-18 border-t border-on-deep/20 pt-6">
      <h2 className="sr-only">
        <Trans>Given through Sanad so far</Trans>
      </h2>
      <dl className="grid grid-cols-2 gap-x-8 gap-y-5 md:flex md:gap-14">
        {totals.map((total) => (
          <div key={total.raised.currency} className="flex flex-col-reverse">
            <dt className="text-sm text-on-deep-muted">
              <Plural value={total.donationCount} one="in # gift" other="in # gifts" />
            </dt>
            <dd className="text-lg font-bold md:text-xl">
              <bdi>{format.money(readFragment(MoneyFragment, total.raised), { compact: true })}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function Near() {
  const { t, i18n } = useLingui();
  const language = useLanguage();
  const chosen = usePreferences();
  const locale = useLocale();
  const { country } = resolved(language, chosen);
  const [{ data, error }, retry] = useQuery({ query: NearQuery, variables: nearVariables(country, chosen.area, locale), context: everybody });
  const campaigns = data?.campaigns.nodes;
  return (
    <section aria-labelledby="near" className="container-page flex flex-col gap-6 py-12 md:py-16">
      <div className="flex flex-wrap items-end justify-between gap-4">
        <h2 id="near" className="text-2xl">
          <Trans>Urgent near you</Trans>
        </h2>
        <div className="grid w-full grid-cols-2 gap-3 sm:w-auto sm:min-w-96">
          <FilterSelect
            label={t`Country`}
            value={country}
            onChange={(value) => setPreferences({ country: countries.find((known) => known === value) ?? null, area: null })}
          >
            {countries.map((value) => (
              <option key={value} value={value}>
                {i18n._(countryNames[value])}
              </option>
            ))}
          </FilterSelect>
          <AreaSelect country={country} value={chosen.area ?? undefined} onChange={(area) => setPreferences({ country, area: area ?? null })} />
        </div>
      </div>
      {error && !campaigns ? (
        <StatePanel
          icon="alert"
          headingLevel={3}
          title={<Trans>The campaigns could not be loaded</Trans>}
          action={
            <Button kind="outlined" onClick={() => retry({ requestPolicy: "network-only" })}>
              <Trans>Try again</Trans>
            </Button>
          }
        />
      ) : campaigns?.length === 0 ? (
        <StatePanel
          icon="pin"
          headingLevel={3}
          title={<Trans>Nothing is urgent here at the moment</Trans>}
          action={
            <Link to="/campaigns" className={buttonClass("outlined")}>
              <Trans>Show all campaigns</Trans>
            </Link>
          }
        >
          <Trans>No campaign takes gifts for this place today. Others do.</Trans>
        </StatePanel>
      ) : (
        <>
          <div className="grid gap-4 sm:grid-cols-2 md:gap-6 lg:grid-cols-3">
            {campaigns
              ? campaigns.map((campaign, index) => <CampaignCard key={campaign.id} campaign={campaign} eager={index === 0} />)
              : Array.from({ length: 6 }, (_, index) => <CampaignCardSkeleton key={index} />)}
          </div>
          <div>
            <Link to="/campaigns" search={{ country, area: chosen.area ?? undefined }} className={buttonClass("outlined")}>
              <Trans>All campaigns near you</Trans>
              <Icon name="forward" className="size-4" />
            </Link>
          </div>
        </>
      )}
    </section>
  );
}

function Sectors() {
  const { i18n } = useLingui();
  return (
    <section aria-labelledby="sectors" className="container-page pb-12 md:pb-16">
      <h2 id="sectors" className="mb-6 text-2xl">
        <Trans>By field of work</Trans>
      </h2>
      <ul className="grid grid-cols-2 gap-3 md:grid-cols-4">
        {sectors.map((sector) => (
          <li key={sector}>
            <Link
              to="/campaigns"
              search={{ sector: [sector] }}
              className="flex h-full min-h-14 items-center gap-3 rounded-md bg-surface px-3 py-2 leading-snug font-semibold shadow-card hover:shadow-raised sm:px-4 forced-colors:border"
            >
              <SectorSign sector={sector} className="size-6 text-action" />
              {i18n._(sectorNames[sector])}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Reasons() {
  const id = useId();
  const navigate = useNavigate();
  const [code, setCode] = useState("");
  return (
    <section className="border-y border-line bg-sunken">
      <div className="container-page grid gap-10 py-12 md:py-16 lg:grid-cols-[1.5fr_1fr] lg:gap-16">
        <div className="flex flex-col gap-6">
          <h2 className="text-2xl">
            <Trans>Why you can rely on it</Trans>
          </h2>
          <ul className="flex flex-col gap-6">
            <Reason icon="shield" title={<Trans>Checked by an authority</Trans>}>
              <Trans>Each organization shows who verified it, what they saw and when; or says plainly that nobody has.</Trans>
            </Reason>
            <Reason icon="receipt" title={<Trans>A receipt for each gift</Trans>}>
              <Trans>It is numbered and carries a code. Whoever has the code can check it; it never tells who gave.</Trans>
            </Reason>
            <Reason icon="live" title={<Trans>What became of the money</Trans>}>
              <Trans>The figures come from the ledger and move with every gift. Charities report back to those who gave.</Trans>
            </Reason>
          </ul>
        </div>
        <form
          className="flex flex-col gap-4 self-start rounded-md bg-surface p-6 shadow-card forced-colors:border"
          onSubmit={(event) => {
            event.preventDefault();
            const clean = code.replace(/[^\p{L}\p{N}]/gu, "");
            if (clean) void navigate({ to: "/verify/$code", params: { code: clean } });
          }}
        >
          <h2 className="text-xl">
            <Trans>Verify a receipt</Trans>
          </h2>
          <div className="flex flex-col gap-1.5">
            <label htmlFor={id} className="text-muted">
              <Trans>Code on the receipt</Trans>
            </label>
            <input
              id={id}
              dir="ltr"
              required
              maxLength={40}
              autoComplete="off"
              spellCheck={false}
              value={code}
              onChange={(event) => setCode(event.target.value)}
              className="field-control text-lg font-semibold uppercase"
            />
          </div>
          <button type="submit" className={buttonClass("outlined", "self-start")}>
            <Trans>Check</Trans>
          </button>
        </form>
      </div>
    </section>
  );
}

interface ReasonProps {
  readonly icon: IconName;
  readonly title: ReactNode;
  readonly children: ReactNode;
}

function Reason({ icon, title, children }: ReasonProps) {
  return (
    <li className="flex gap-4">
      <span className="grid size-12 shrink-0 place-items-center rounded-full bg-wash text-action">
        <Icon name={icon} className="size-6" />
      </span>
      <div className="flex max-w-[55ch] flex-col gap-1">
        <h3 className="text-lg">{title}</h3>
        <p className="text-muted">{children}</p>
      </div>
    </li>
  );
}
