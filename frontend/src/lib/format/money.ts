import type { DigitSet, Language } from "../locales";
import { groupDecimal } from "./digits";

export interface MoneyValue {
  /** ASCII decimal with exactly the currency's decimals. */
  readonly amount: string;
  readonly currency: string;
  readonly denominatedSince?: string | null;
}

/** Decimals of the currencies; ours, because browsers, JDK and ISO disagree on SYP, IRR, IQD and LBP. */
const decimals: Record<string, number> = { KWD: 3, BHD: 3, OMR: 3, JOD: 3, IRR: 0, IQD: 0, LBP: 0, JPY: 0 };

export function currencyDecimals(currency: string): number {
  return decimals[currency] ?? 2;
}

/** Labels are ours too: CLDR shows IRR as "ر.إ." in Arabic and KWD as a code in Persian. */
const labels: Record<string, Record<Language, string>> = {
  SYP: { ar: "ل.س", fa: "لیرهٔ سوریه", en: "SYP" },
  KWD: { ar: "د.ك", fa: "دینار کویت", en: "KWD" },
  IRR: { ar: "ريال إيراني", fa: "ریال", en: "IRR" },
  IQD: { ar: "د.ع", fa: "دینار عراق", en: "IQD" },
  LBP: { ar: "ل.ل", fa: "لیرهٔ لبنان", en: "LBP" },
  JOD: { ar: "د.أ", fa: "دینار اردن", en: "JOD" },
  SAR: { ar: "ر.س", fa: "ریال سعودی", en: "SAR" },
  AED: { ar: "د.إ", fa: "درهم امارات", en: "AED" },
  QAR: { ar: "ر.ق", fa: "ریال قطر", en: "QAR" },
  TRY: { ar: "ليرة تركية", fa: "لیرهٔ ترکیه", en: "TRY" },
  USD: { ar: "دولار", fa: "دلار", en: "USD" },
  EUR: { ar: "يورو", fa: "یورو", en: "EUR" },
  GBP: { ar: "جنيه إسترليني", fa: "پوند", en: "GBP" },
};

const oldPound: Record<Language, string> = { ar: "ل.س قديمة", fa: "لیرهٔ قدیم سوریه", en: "old SYP" };

export function currencyLabel(currency: string, language: Language, denominatedSince?: string | null): string {
  if (currency === "SYP" && denominatedSince === null) return oldPound[language];
  return labels[currency]?.[language] ?? currency;
}

/** Persian readers count rial in toman, ten to one. */
export function usesToman(money: Pick<MoneyValue, "currency">, language: Language): boolean {
  return language === "fa" && money.currency === "IRR";
}

/** Divides a rial amount by ten without floats: `25005` → `2500.5`. */
export function rialToToman(rial: string): string {
  const digits = (rial.split(".")[0] ?? "").padStart(2, "0");
  const whole = digits.slice(0, -1).replace(/^0+(?=\d)/, "");
  const last = digits.slice(-1);
  return last === "0" ? whole : `${whole}.${last}`;
}

export function tomanToRial(toman: string): string {
  const [whole = "0", fraction = ""] = toman.split(".");
  const rial = `${whole}${(fraction + "0").slice(0, 1)}`.replace(/^0+(?=\d)/, "");
  return rial;
}

/** Leaves out decimals that are all zero: `12.00` → `12`, but `12.50` stays. */
function withoutEmptyDecimals(amount: string): string {
  return amount.replace(/\.0+$/, "");
}

const scales: Record<Language, readonly (readonly [bigint, string])[]> = {
  ar: [
    [1_000_000_000_000n, "تريليون"],
    [1_000_000_000n, "مليار"],
    [1_000_000n, "مليون"],
  ],
  fa: [
    [1_000_000_000_000n, "هزار میلیارد"],
    [1_000_000_000n, "میلیارد"],
    [1_000_000n, "میلیون"],
  ],
  en: [
    [1_000_000_000_000n, "trillion"],
    [1_000_000_000n, "billion"],
    [1_000_000n, "million"],
  ],
};

export interface MoneyOptions {
  /** Shortens from a million upward, to three significant digits, rounded down: never more than there is. */
  readonly compact?: boolean;
  /** Shows rial even to Persian readers. */
  readonly exactUnit?: boolean;
}

/** The number alone, without its unit. */
export function formatAmount(money: MoneyValue, language: Language, digits: DigitSet, options: MoneyOptions = {}): string {
  const amount =
    usesToman(money, language) && !options.exactUnit ? rialToToman(money.amount) : withoutEmptyDecimals(money.amount);
  if (options.compact) {
    const whole = BigInt(amount.split(".")[0] ?? "0");
    for (const [scale, word] of scales[language]) {
      if (whole < scale) continue;
      const hundredths = (whole * 100n) / scale;
      const kept = hundredths >= 10_000n ? (hundredths / 100n) * 100n : hundredths >= 1_000n ? (hundredths / 10n) * 10n : hundredths;
      const text = `${String(kept / 100n)}.${String(kept % 100n).padStart(2, "0")}`.replace(/\.?0+$/, "");
      return `${groupDecimal(text, digits)} ${word}`;
    }
  }
  return groupDecimal(amount, digits);
}

/** Number and unit as people write them: unit last in Arabic and Persian, code first in English. */
export function formatMoney(money: MoneyValue, language: Language, digits: DigitSet, options: MoneyOptions = {}): string {
  const amount = formatAmount(money, language, digits, options);
  const unit =
    usesToman(money, language) && !options.exactUnit
      ? "تومان"
      : currencyLabel(money.currency, language, money.denominatedSince);
  return language === "en" ? `${unit}\u00a0${amount}` : `${amount}\u00a0${unit}`;
}

/** Compares two exact amounts of one currency without floats. */
export function compareAmounts(left: string, right: string): number {
  const scale = 6;
  const units = (amount: string): bigint => {
    const [whole = "0", fraction = ""] = amount.split(".");
    return BigInt(whole + (fraction + "0".repeat(scale)).slice(0, scale));
  };
  const difference = units(left) - units(right);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}
