/** The one table of languages: everything about direction and defaults is data, read from here. */
export const languages = ["ar", "fa", "en"] as const;
export type Language = (typeof languages)[number];

export const calendars = ["gregorian", "jalali", "hijri"] as const;
export type CalendarName = (typeof calendars)[number];

export const digitSets = ["latin", "arabic", "persian"] as const;
export type DigitSet = (typeof digitSets)[number];

export const countries = ["SY", "KW", "IR"] as const;
export type Country = (typeof countries)[number];

interface LanguageFacts {
  readonly dir: "rtl" | "ltr";
  /** Its own name, in itself. */
  readonly name: string;
  readonly graphql: "AR" | "FA" | "EN";
  readonly calendar: CalendarName;
  readonly digits: DigitSet;
  /** Where most of its readers are: decides month names and the first areas shown until they choose. */
  readonly country: Country;
}

export const languageTable: Record<Language, LanguageFacts> = {
  ar: { dir: "rtl", name: "العربية", graphql: "AR", calendar: "gregorian", digits: "arabic", country: "SY" },
  fa: { dir: "rtl", name: "فارسی", graphql: "FA", calendar: "jalali", digits: "persian", country: "IR" },
  en: { dir: "ltr", name: "English", graphql: "EN", calendar: "gregorian", digits: "latin", country: "SY" },
};

export function isLanguage(value: unknown): value is Language {
  return typeof value === "string" && (languages as readonly string[]).includes(value);
}

/** The language of a path such as `/fa/campaigns`; null where the path names none. */
export function languageOfPath(pathname: string): Language | null {
  const first = pathname.split("/")[1];
  return isLanguage(first) ? first : null;
}

export function languageOfEnum(value: "AR" | "FA" | "EN"): Language {
  return value === "AR" ? "ar" : value === "FA" ? "fa" : "en";
}
