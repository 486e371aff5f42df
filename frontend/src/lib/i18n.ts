import { i18n, type Messages } from "@lingui/core";
import { useSyncExternalStore } from "react";
import { firstLanguage } from "./first-language";
import { languageTable, type Language } from "./locales";
import { preferences, resolved, subscribePreferences } from "./preferences";

type Catalog = { readonly messages: Messages };

const publicCatalogs: Record<Language, () => Promise<Catalog>> = {
  ar: () => import("../locales/ar/public.po"),
  fa: () => import("../locales/fa/public.po"),
  en: () => import("../locales/en/public.po"),
};

type More = "pages" | "staff";

/** Texts that the landing page does without: those of the other public pages, and those that only staff read. */
const moreCatalogs: Record<More, Record<Language, () => Promise<Catalog>>> = {
  pages: {
    ar: () => import("../locales/ar/pages.po"),
    fa: () => import("../locales/fa/pages.po"),
    en: () => import("../locales/en/pages.po"),
  },
  staff: {
    ar: () => import("../locales/ar/staff.po"),
    fa: () => import("../locales/fa/staff.po"),
    en: () => import("../locales/en/staff.po"),
  },
};

const numbering = { latin: "latn", arabic: "arab", persian: "arabext" } as const;

let language: Language = firstLanguage();
const wanted = new Set<More>();
const listeners = new Set<() => void>();

export function currentLanguage(): Language {
  return language;
}

function activate(): void {
  const { digits } = resolved(language, preferences());
  // The second argument rules number formatting inside messages: plurals follow the language, digits the reader.
  i18n.activate(language, `${language}-u-nu-${numbering[digits]}`);
  document.documentElement.lang = language;
  document.documentElement.dir = languageTable[language].dir;
  for (const listener of listeners) listener();
}

/** Loads a language's texts and shows them. Await it before the provider mounts, else the first page stays blank. */
export async function setLanguage(next: Language): Promise<void> {
  const [base, ...rest] = await Promise.all([publicCatalogs[next](), ...[...wanted].map((more) => moreCatalogs[more][next]())]);
  i18n.load(next, { ...base.messages });
  for (const { messages } of rest) i18n.load(next, messages);
  language = next;
  activate();
}

async function want(more: More): Promise<void> {
  if (wanted.has(more)) return;
  const { messages } = await moreCatalogs[more][language]();
  wanted.add(more);
  i18n.load(language, messages);
  // Before the first language is shown there is nothing to refresh.
  if (i18n.locale) activate();
}

/** Adds the texts of the public pages beyond the landing page. */
export function loadPageTexts(): Promise<void> {
  return want("pages");
}

/** Adds the texts of the staff screens, which public readers never download. */
export async function loadStaffTexts(): Promise<void> {
  await Promise.all([want("pages"), want("staff")]);
}

subscribePreferences(() => {
  if (i18n.locale) activate();
});

export function useLanguage(): Language {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, currentLanguage);
}
