import type { Language } from "../locales";

/** Joins names as each language does: "A وB وC", "A، B و C", "A, B and C". */
export function formatList(items: readonly string[], language: Language): string {
  if (items.length < 2) return items[0] ?? "";
  if (language === "ar") return items.join(" و");
  const [comma, and] = language === "fa" ? ["، ", " و "] : [", ", " and "];
  return `${items.slice(0, -1).join(comma)}${and}${items.at(-1) ?? ""}`;
}
