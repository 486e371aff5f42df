const small =
  "صفر یک دو سه چهار پنج شش هفت هشت نه ده یازده دوازده سیزده چهارده پانزده شانزده هفده هجده نوزده".split(" ");
const tens = "- - بیست سی چهل پنجاه شصت هفتاد هشتاد نود".split(" ");
const hundreds = "- صد دویست سیصد چهارصد پانصد ششصد هفتصد هشتصد نهصد".split(" ");
const scales = ["", " هزار", " میلیون", " میلیارد", " هزار میلیارد"];

function below1000(value: number): string {
  const words: string[] = [];
  if (value >= 100) words.push(hundreds[Math.floor(value / 100)] ?? "");
  const rest = value % 100;
  if (rest >= 20) {
    words.push(tens[Math.floor(rest / 10)] ?? "");
    if (rest % 10 > 0) words.push(small[rest % 10] ?? "");
  } else if (rest > 0) words.push(small[rest] ?? "");
  return words.join(" و ");
}

export function persianNumber(value: bigint): string {
  if (value === 0n) return "صفر";
  const groups: string[] = [];
  let rest = value;
  for (let scale = 0; rest > 0n; scale += 1) {
    const group = Number(rest % 1000n);
    if (group > 0) {
      // "هزار", not "یک هزار", as people say it.
      groups.unshift(group === 1 && scale === 1 ? "هزار" : below1000(group) + (scales[scale] ?? ""));
    }
    rest /= 1000n;
  }
  return groups.join(" و ");
}

const units: Record<string, readonly [string, string]> = {
  TOMAN: ["تومان", "ریال"],
  IRR: ["ریال", ""],
  SYP: ["لیرهٔ سوریه", "قروش"],
  KWD: ["دینار کویت", "فلس"],
  USD: ["دلار آمریکا", "سنت"],
  EUR: ["یورو", "سنت"],
  GBP: ["پوند انگلیس", "پنی"],
};

export function persianAmount(whole: bigint, parts: number, currency: string): string | null {
  const unit = units[currency];
  if (!unit) return null;
  const text = `${persianNumber(whole)} ${unit[0]}`;
  return parts > 0 ? `${text} و ${persianNumber(BigInt(parts))} ${unit[1]}` : text;
}
