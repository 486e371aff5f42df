const small =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(" ");
const tens = "- - twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
const scales = ["", " thousand", " million", " billion", " trillion"];

function below1000(value: number): string {
  const hundreds = Math.floor(value / 100);
  const rest = value % 100;
  const restWords = rest < 20 ? (small[rest] ?? "") : (tens[Math.floor(rest / 10)] ?? "") + (rest % 10 > 0 ? `-${small[rest % 10] ?? ""}` : "");
  if (hundreds === 0) return restWords;
  return `${small[hundreds] ?? ""} hundred${rest > 0 ? ` and ${restWords}` : ""}`;
}

export function englishNumber(value: bigint): string {
  if (value === 0n) return "zero";
  const groups: string[] = [];
  let rest = value;
  for (let scale = 0; rest > 0n; scale += 1) {
    const group = Number(rest % 1000n);
    if (group > 0) groups.unshift(below1000(group) + (scales[scale] ?? ""));
    rest /= 1000n;
  }
  const last = Number(value % 1000n);
  if (groups.length > 1 && last > 0 && last < 100) {
    const tail = groups.pop() ?? "";
    return `${groups.join(", ")} and ${tail}`;
  }
  return groups.join(", ");
}

/** One and many of a currency, and of its smallest part. */
const units: Record<string, readonly [string, string, string, string]> = {
  SYP: ["Syrian pound", "Syrian pounds", "piastre", "piastres"],
  KWD: ["Kuwaiti dinar", "Kuwaiti dinars", "fils", "fils"],
  IRR: ["Iranian rial", "Iranian rials", "", ""],
  USD: ["US dollar", "US dollars", "cent", "cents"],
  EUR: ["euro", "euros", "cent", "cents"],
  GBP: ["pound sterling", "pounds sterling", "penny", "pence"],
};

export function englishAmount(whole: bigint, parts: number, currency: string): string | null {
  const unit = units[currency];
  if (!unit) return null;
  const text = `${englishNumber(whole)} ${whole === 1n ? unit[0] : unit[1]}`;
  const all = parts > 0 ? `${text} and ${englishNumber(BigInt(parts))} ${parts === 1 ? unit[2] : unit[3]}` : text;
  return all.charAt(0).toUpperCase() + all.slice(1);
}
