import { toAscii } from "./format/digits";

const callingCodes: Record<string, string> = { SY: "963", KW: "965", IR: "98" };

/** Writes a phone number as E.164: national numbers get the country's code. Null where it can't be a number. */
export function toE164(typed: string, country: string): string | null {
  const text = toAscii(typed).replace(/[\s().\-\u200e\u200f\u2066-\u2069]/g, "").replace(/^00/, "+");
  if (/^\+[1-9]\d{7,14}$/.test(text)) return text;
  const code = callingCodes[country];
  if (!code || !/^0?\d{7,11}$/.test(text)) return null;
  return `+${code}${text.replace(/^0/, "")}`;
}

export function isEmail(typed: string): boolean {
  return /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(typed.trim());
}
