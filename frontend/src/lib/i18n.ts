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

const staffCatalogs: Record<Language, () => Promise<Catalog>> = {
  ar: () => import("../locales/ar/staff.po"),
  fa: () => import("../locales/fa/staff.po"),
  en: () => import("../locales/en/staff.po"),
};

const numbering = { latin: "latn", arabic: "arab", persian: "arabext" } as const;

let language: Language = firstLanguage();
let withStaff = false;
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
  const [base, staff] = await Promise.all([publicCatalogs[next](), withStaff ? staffCatalogs[next]() : null]);
  i18n.load(next, { ...base.messages, ...staff?.messages });
  language = next;
  activate();
}

/** Adds the texts of the staff screens, which public readers never download. */
export async function loadStaffTexts(): Promise<void> {
  if (withStaff) return;
  withStaff = true;
  const staff = await staffCatalogs[language]();
  i18n.load(language, { ...i18n.messages, ...staff.messages });
  activate();
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
