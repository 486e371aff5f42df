import { isLanguage, languageOfPath, type Language } from "./locales";

/** The language to begin with: the address says it, else the page that the server sent, else the browser; else Arabic. */
export function firstLanguage(): Language {
  const fromPath = languageOfPath(window.location.pathname);
  if (fromPath) return fromPath;
  const fromPage = document.documentElement.lang;
  if (isLanguage(fromPage)) return fromPage;
  for (const tag of navigator.languages) {
    const base = tag.split("-")[0];
    if (isLanguage(base)) return base;
  }
  return "ar";
}
