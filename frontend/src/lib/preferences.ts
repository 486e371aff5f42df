import { useSyncExternalStore } from "react";
import { languageTable, type CalendarName, type Country, type DigitSet, type Language } from "./locales";
import { readStored, writeStored } from "./storage";

/** What a reader chose for themselves; null follows the language. Language, calendar and digits are three separate choices. */
export interface Preferences {
  readonly calendar: CalendarName | null;
  readonly digits: DigitSet | null;
  readonly country: Country | null;
  /** P-code of the area that "near me" means. */
  readonly area: string | null;
  readonly theme: "system" | "light" | "dark";
}

const key = "sanad.preferences";
const defaults: Preferences = { calendar: null, digits: null, country: null, area: null, theme: "system" };

let current: Preferences = { ...defaults, ...(readStored("localStorage", key) as Partial<Preferences> | null) };
const listeners = new Set<() => void>();

export function preferences(): Preferences {
  return current;
}

export function setPreferences(change: Partial<Preferences>): void {
  current = { ...current, ...change };
  writeStored("localStorage", key, current);
  applyTheme();
  for (const listener of listeners) listener();
}

export function subscribePreferences(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribePreferences, preferences);
}

/** The server reads the cookie, so that its document has the theme from the first paint on. */
function applyTheme(): void {
  document.cookie = `sanad-theme=${current.theme}; path=/; max-age=${current.theme === "system" ? 0 : 31536000}; samesite=lax`;
  if (current.theme === "system") document.documentElement.removeAttribute("data-theme");
  else document.documentElement.setAttribute("data-theme", current.theme);
}

/** The choices with the language's own where none was made. */
export function resolved(language: Language, chosen: Preferences) {
  const facts = languageTable[language];
  return {
    calendar: chosen.calendar ?? facts.calendar,
    digits: chosen.digits ?? facts.digits,
    country: chosen.country ?? facts.country,
  };
}
