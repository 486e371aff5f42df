import { useEffect, useState } from "react";
import type { MoneyValue } from "../../lib/format/money";
import { useLanguage } from "../../lib/i18n";

type Say = typeof import("../../lib/words/words").amountInWords;

/** The amount in words; empty until the words have been fetched, and for amounts without any. */
export function useWords(money: MoneyValue | null): string | null {
  const language = useLanguage();
  const [say, setSay] = useState<Say | null>(null);
  useEffect(() => {
    void import("../../lib/words/words").then(({ amountInWords }) => setSay(() => amountInWords));
  }, []);
  return money && say ? say(money, language) : null;
}
