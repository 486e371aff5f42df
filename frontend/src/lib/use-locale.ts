import { useLanguage } from "./i18n";
import { languageTable } from "./locales";

/** The reader's language as the contract spells it: the `$locale` of every document. */
export function useLocale(): "AR" | "FA" | "EN" {
  return languageTable[useLanguage()].graphql;
}
