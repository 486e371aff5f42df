import { toAscii } from "./digits";

/**
 * Reads an amount as people type it: Latin, Arabic-Indic or Persian digits, either separator, spaces. Gives an ASCII decimal
 * with the currency's decimals, or null where it is none. A comma before three digits groups
 * thousands; a point is a decimal point, but in a currency without decimals it groups too.
 */
export function parseAmount(typed: string, decimals: number): string | null {
  let text = toAscii(typed)
    .replace(/[\s\u00a0\u202f\u2066-\u2069\u200e\u200f٬’']/g, "")
    .replace(/٫/g, ".")
    .replace(/،/g, ",");
  if (text === "") return null;
  if (!/^\d[\d.,]*$/.test(text)) return null;
  const lastComma = text.lastIndexOf(",");
  const lastPoint = text.lastIndexOf(".");
  if (lastComma >= 0 && lastPoint >= 0) {
    // Both: the one that comes last is the decimal separator.
    text = lastComma > lastPoint ? text.replaceAll(".", "").replace(",", ".") : text.replaceAll(",", "");
  } else if (lastComma >= 0) {
    const groups = text.split(",");
    const grouped = groups.slice(1).every((group) => group.length === 3);
    if (grouped) text = groups.join("");
    else if (groups.length === 2) text = groups.join(".");
    else return null;
  } else if (text.split(".").length > 2) {
    const groups = text.split(".");
    if (!groups.slice(1).every((group) => group.length === 3)) return null;
    text = groups.join("");
  } else if (lastPoint >= 0 && decimals === 0 && text.length - lastPoint - 1 === 3) {
    text = text.replace(".", "");
  }
  const match = /^0*(\d+)(?:\.(\d*))?$/.exec(text);
  if (!match) return null;
  const fraction = match[2] ?? "";
  const kept = fraction.replace(/0+$/, "");
  if (kept.length > decimals) return null;
  const whole = match[1] ?? "0";
  if (whole.length > 15) return null;
  return decimals === 0 ? whole : `${whole}.${kept.padEnd(decimals, "0")}`;
}
