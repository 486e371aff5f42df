import { graphql, readFragment, type FragmentOf } from "../lib/graphql";
import { useLanguage } from "../lib/i18n";
import { languageOfEnum, languageTable } from "../lib/locales";

/** What a text needs so that it can mark itself when it fell back to another language. */
export const LocalizedFragment = graphql(`
  fragment Localized on LocalizedText {
    text(locale: $locale)
    locale(locale: $locale)
  }
`);

export type LocalizedValue = FragmentOf<typeof LocalizedFragment>;

/** The bare text, for titles and labels that are no elements. */
export function localizedText(value: LocalizedValue): string {
  return readFragment(LocalizedFragment, value).text;
}

/** `lang` and `dir` for an element whose text fell back; nothing where it is in the reader's own language. */
export function useLocalizedAttributes(value: LocalizedValue | null | undefined): { lang?: string; dir?: "rtl" | "ltr" } {
  const language = useLanguage();
  if (!value) return {};
  const own = languageOfEnum(readFragment(LocalizedFragment, value).locale);
  return own === language ? {} : { lang: own, dir: languageTable[own].dir };
}

/** A text by somebody, isolated from the words around it and marked with its language where that isn't the reader's. */
export function Localized({ value }: { readonly value: LocalizedValue }) {
  const attributes = useLocalizedAttributes(value);
  return <bdi {...attributes}>{readFragment(LocalizedFragment, value).text}</bdi>;
}
