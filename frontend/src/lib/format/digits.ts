import type { DigitSet } from "../locales";

const zero: Record<DigitSet, number> = { latin: 0x30, arabic: 0x660, persian: 0x6f0 };

/** Writes the ASCII digits of a text in another digit form; leaves the rest alone. */
export function toDigits(text: string, digits: DigitSet): string {
  if (digits === "latin") return text;
  return text.replace(/[0-9]/g, (digit) => String.fromCodePoint(zero[digits] + Number(digit)));
}

/** Turns Arabic-Indic and Persian digits into ASCII ones: for input, copying and links. */
export function toAscii(text: string): string {
  return text.replace(/[٠-٩۰-۹]/g, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    return String(code - (code >= zero.persian ? zero.persian : zero.arabic));
  });
}

/** Groups an ASCII decimal by thousands with the separators of a digit form: `12500.5` → `١٢٬٥٠٠٫٥`. */
export function groupDecimal(decimal: string, digits: DigitSet): string {
  const negative = decimal.startsWith("-");
  const [whole = "0", fraction] = (negative ? decimal.slice(1) : decimal).split(".");
  const [thousands, point] = digits === "latin" ? [",", "."] : ["٬", "٫"];
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, thousands);
  const text = fraction === undefined ? grouped : `${grouped}${point}${fraction}`;
  // The minus stands first to the eye in every direction: a left-to-right mark keeps it there.
  return toDigits((negative ? "\u200e−" : "") + text, digits);
}

/** An integer in the reader's digits, with thousands separated. */
export function formatInteger(value: number, digits: DigitSet): string {
  return groupDecimal(String(Math.trunc(value)), digits);
}

/** A whole percentage with the sign that belongs to the digits. */
export function formatPercent(value: number, digits: DigitSet): string {
  return formatInteger(value, digits) + (digits === "latin" ? "%" : "٪");
}
