import type { Language } from "../locales";
import { currencyDecimals, usesToman, rialToToman, type MoneyValue } from "../format/money";
import { arabicAmount } from "./ar";
import { englishAmount } from "./en";
import { persianAmount } from "./fa";

/** Splits an exact amount into whole units and, where the currency has them, its smallest parts: `12.500` KWD → 12, 500. */
function split(amount: string, decimals: number): { whole: bigint; parts: number } {
  const [whole = "0", fraction = ""] = amount.split(".");
  return { whole: BigInt(whole), parts: Number((fraction + "0".repeat(decimals)).slice(0, decimals) || "0") };
}

/** Says an amount in words, as cheques do. Null for a currency whose name we don't know. */
export function amountInWords(money: MoneyValue, language: Language): string | null {
  const toman = usesToman(money, language);
  const { whole, parts } = split(toman ? rialToToman(money.amount) : money.amount, toman ? 1 : currencyDecimals(money.currency));
  if (whole >= 10n ** 15n) return null;
  const unit = toman ? "TOMAN" : money.currency;
  switch (language) {
    case "ar":
      return arabicAmount(whole, parts, unit);
    case "fa":
      return persianAmount(whole, parts, unit);
    case "en":
      return englishAmount(whole, parts, unit);
  }
}
