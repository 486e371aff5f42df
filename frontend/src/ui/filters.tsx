import { useLingui } from "@lingui/react/macro";
import { useId, type ReactNode } from "react";
import { useQuery } from "urql";
import { graphql } from "../lib/graphql";
import { useLocale } from "../lib/use-locale";

const AreasQuery = graphql(`
  query Areas($jurisdiction: Jurisdiction!, $locale: Locale!) {
    areas(jurisdiction: $jurisdiction) {
      id
      pcode
      name(locale: $locale)
    }
  }
`);

interface SelectProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
  /** What stands for no choice; left out where there is always one. */
  readonly any?: string;
  readonly children: ReactNode;
}

/** A labelled native select: works with any keyboard, any reader, any phone. */
export function FilterSelect({ label, value, onChange, any, children }: SelectProps) {
  const id = useId();
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className="text-sm font-semibold text-muted">
        {label}
      </label>
      <select id={id} value={value ?? ""} onChange={(event) => onChange(event.target.value || undefined)} className="field-control">
        {any === undefined ? null : <option value="">{any}</option>}
        {children}
      </select>
    </div>
  );
}

/** The areas of one country, asked for only when a country is chosen. */
export function AreaSelect({
  country,
  value,
  onChange,
}: {
  readonly country: "SY" | "KW" | "IR";
  readonly value: string | undefined;
  readonly onChange: (area: string | undefined) => void;
}) {
  const { t } = useLingui();
  const locale = useLocale();
  const [{ data }] = useQuery({ query: AreasQuery, variables: { jurisdiction: country, locale } });
  return (
    <FilterSelect label={country === "IR" ? t`Province` : t`Governorate`} any={t`All`} value={value} onChange={onChange}>
      {data?.areas.map((area) => (
        <option key={area.id} value={area.pcode}>
          {area.name}
        </option>
      ))}
    </FilterSelect>
  );
}
