import { Trans, useLingui } from "@lingui/react/macro";
import { useId } from "react";
import { useFormat } from "../../lib/format/use-format";
import { countryNames, intentions, orders, sectorNames, sectors, statuses } from "../../lib/labels";
import { countries } from "../../lib/locales";
import { goalNames, intentionNames, orderNames, statusNames } from "../../lib/names";
import type { CampaignSearch } from "../../lib/search-params";
import { Button } from "../../ui/button";
import { AreaSelect, FilterSelect } from "../../ui/filters";
import { Icon } from "../../ui/icon";
import { SearchBox } from "../../ui/search-box";
import { SectorSign } from "../../ui/sector-art";

interface FiltersProps {
  readonly search: CampaignSearch;
  /** Changes some filters; undefined takes one off. */
  readonly onChange: (change: Partial<Record<keyof CampaignSearch, unknown>>) => void;
}

/** All filters of the campaign list, folded away on a phone. */
export function CampaignFilters({ search, onChange }: FiltersProps) {
  const { t, i18n } = useLingui();
  const format = useFormat();
  const chosen = search.sector ?? [];
  const count =
    chosen.length + [search.country, search.area, search.status, search.intention, search.goal].filter((value) => value !== undefined).length;
  return (
    <div className="flex flex-col gap-4">
      <SearchBox
        label={t`Search campaigns`}
        placeholder={t`A cause, a place, a charity`}
        value={search.q}
        onSearch={(q) => onChange({ q, order: undefined })}
      />
      <details className="group" open={count > 0 || undefined}>
        <summary className="inline-flex min-h-11 items-center gap-2 rounded-sm px-3 font-semibold text-action hover:bg-wash">
          <Icon name="filter" />
          <Trans>Filters</Trans>
          {count > 0 ? (
            <span className="grid size-6 place-items-center rounded-full bg-action text-sm text-on-action">{format.integer(count)}</span>
          ) : null}
          <Icon name="down" className="size-4 transition-transform group-open:rotate-180" />
        </summary>
        <div className="mt-3 flex flex-col gap-5 rounded-md bg-surface p-4 shadow-card sm:p-5">
          <fieldset>
            <legend className="mb-2 text-sm font-semibold text-muted">
              <Trans>Field of work</Trans>
            </legend>
            <div className="flex flex-wrap gap-2">
              {sectors.map((sector) => {
                const on = chosen.includes(sector);
                return (
                  <button
                    key={sector}
                    type="button"
                    aria-pressed={on}
                    className="inline-flex min-h-11 items-center gap-2 rounded-full border border-edge px-4 text-sm font-semibold hover:bg-wash aria-pressed:border-action aria-pressed:bg-action aria-pressed:text-on-action"
                    onClick={() => {
                      const next = on ? chosen.filter((other) => other !== sector) : [...chosen, sector];
                      onChange({ sector: next.length > 0 ? next : undefined });
                    }}
                  >
                    <SectorSign sector={sector} className="size-4" />
                    {i18n._(sectorNames[sector])}
                  </button>
                );
              })}
            </div>
          </fieldset>
          <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
            <FilterSelect label={t`Country`} any={t`All`} value={search.country} onChange={(country) => onChange({ country, area: undefined })}>
              {countries.map((country) => (
                <option key={country} value={country}>
                  {i18n._(countryNames[country])}
                </option>
              ))}
            </FilterSelect>
            {search.country ? (
              <AreaSelect country={search.country} value={search.area} onChange={(area) => onChange({ area })} />
            ) : null}
            <FilterSelect label={t`Intention`} any={t`Any`} value={search.intention} onChange={(intention) => onChange({ intention })}>
              {intentions.map((intention) => (
                <option key={intention} value={intention}>
                  {i18n._(intentionNames[intention])}
                </option>
              ))}
            </FilterSelect>
            <FilterSelect
              label={t`Sustainable Development Goal`}
              any={t`Any`}
              value={search.goal?.toString()}
              onChange={(goal) => onChange({ goal: goal === undefined ? undefined : Number(goal) })}
            >
              {goalNames.map((name, index) => (
                <option key={name.id} value={index + 1}>
                  {`${format.integer(index + 1)}. ${i18n._(name)}`}
                </option>
              ))}
            </FilterSelect>
            <FilterSelect label={t`Status`} value={search.status ?? "ACTIVE"} onChange={(status) => onChange({ status: status === "ACTIVE" ? undefined : status })}>
              {statuses.map((status) => (
                <option key={status} value={status}>
                  {i18n._(statusNames[status])}
                </option>
              ))}
            </FilterSelect>
          </div>
          {count > 0 ? (
            <div>
              <Button
                kind="outlined"
                onClick={() => onChange({ sector: undefined, country: undefined, area: undefined, status: undefined, intention: undefined, goal: undefined })}
              >
                <Trans>Clear filters</Trans>
              </Button>
            </div>
          ) : null}
        </div>
      </details>
    </div>
  );
}

/** The order of the list, beside its count. */
export function OrderSelect({ search, onChange }: FiltersProps) {
  const { t, i18n } = useLingui();
  const id = useId();
  const standard = search.q ? "RELEVANCE" : "NEWEST";
  return (
    <div className="flex items-center gap-2">
      <label htmlFor={id} className="text-sm text-muted">
        {t`Order`}
      </label>
      <select
        id={id}
        value={search.order ?? standard}
        onChange={(event) => onChange({ order: event.target.value === standard ? undefined : event.target.value })}
        className="field-control w-auto"
      >
        {orders
          .filter((order) => order !== "RELEVANCE" || search.q)
          .map((order) => (
            <option key={order} value={order}>
              {i18n._(orderNames[order])}
            </option>
          ))}
      </select>
    </div>
  );
}
