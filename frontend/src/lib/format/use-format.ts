import { useMemo } from "react";
import { useLanguage } from "../i18n";
import { resolved, usePreferences } from "../preferences";
import { formatDay, formatInstant, formatInstantDay, formatMonth, formatYear, type DateStyle } from "./date";
import { groupDecimal, formatInteger, formatPercent, toDigits } from "./digits";
import { formatList } from "./list";
import { formatAmount, formatMoney, type MoneyOptions, type MoneyValue } from "./money";

/** Everything that turns data into the reader's own writing: language, digits, calendar and country are already applied. */
export function useFormat() {
  const language = useLanguage();
  const chosen = usePreferences();
  return useMemo(() => {
    const style: DateStyle = { language, ...resolved(language, chosen) };
    return {
      language,
      style,
      day: (day: string) => formatDay(day, style),
      instantDay: (instant: string) => formatInstantDay(instant, style),
      instant: (instant: string) => formatInstant(instant, style),
      month: (day: string) => formatMonth(day, style),
      year: (year: number) => formatYear(year, style),
      integer: (value: number) => formatInteger(value, style.digits),
      percent: (value: number) => formatPercent(value, style.digits),
      /** A percentage that comes as an exact decimal: `2.5`. */
      percentOf: (decimal: string) =>
        groupDecimal(decimal.replace(/\.?0+$/, (zeros) => (decimal.includes(".") ? "" : zeros)), style.digits) +
        (style.digits === "latin" ? "%" : "٪"),
      digits: (text: string) => toDigits(text, style.digits),
      list: (items: readonly string[]) => formatList(items, language),
      money: (money: MoneyValue, options?: MoneyOptions) => formatMoney(money, language, style.digits, options),
      amount: (money: MoneyValue, options?: MoneyOptions) => formatAmount(money, language, style.digits, options),
    };
  }, [language, chosen]);
}

export type Format = ReturnType<typeof useFormat>;
