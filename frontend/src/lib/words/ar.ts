/**
 * Arabic counts change with the gender of what is counted and with the count itself: ليرة واحدة، ليرتان، ثلاث ليرات،
 * إحدى عشرة ليرة، مئة ليرة. Three to ten take the opposite gender; the counted noun follows the last two digits.
 */
interface Noun {
  readonly feminine: boolean;
  readonly one: string;
  readonly two: string;
  /** Three to ten. */
  readonly few: string;
  /** Eleven to ninety-nine: accusative singular. */
  readonly many: string;
  /** Round hundreds and thousands: genitive singular. */
  readonly other: string;
}

const masculine = "صفر واحد اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة".split(" ");
const feminine = "صفر واحدة اثنتان ثلاث أربع خمس ست سبع ثمانٍ تسع عشر".split(" ");
const tens = "- - عشرون ثلاثون أربعون خمسون ستون سبعون ثمانون تسعون".split(" ");
const hundreds = "- مئة مئتان ثلاثمئة أربعمئة خمسمئة ستمئة سبعمئة ثمانمئة تسعمئة".split(" ");

function below100(value: number, isFeminine: boolean): string {
  const digits = isFeminine ? feminine : masculine;
  if (value <= 10) return digits[value] ?? "";
  if (value === 11) return isFeminine ? "إحدى عشرة" : "أحد عشر";
  if (value === 12) return isFeminine ? "اثنتا عشرة" : "اثنا عشر";
  if (value < 20) {
    const unit = value === 18 && isFeminine ? "ثماني" : (digits[value - 10] ?? "");
    return `${unit} ${isFeminine ? "عشرة" : "عشر"}`;
  }
  const ten = tens[Math.floor(value / 10)] ?? "";
  const unit = value % 10;
  if (unit === 0) return ten;
  const unitWord = unit === 1 ? (isFeminine ? "إحدى" : "واحد") : (digits[unit] ?? "");
  return `${unitWord} و${ten}`;
}

function below1000(value: number, isFeminine: boolean): string {
  const rest = value % 100;
  const hundred = hundreds[Math.floor(value / 100)] ?? "";
  if (value < 100) return below100(value, isFeminine);
  return rest === 0 ? hundred : `${hundred} و${below100(rest, isFeminine)}`;
}

const thousand: Noun = { feminine: false, one: "ألف", two: "ألفان", few: "آلاف", many: "ألفاً", other: "ألف" };
const million: Noun = { feminine: false, one: "مليون", two: "مليونان", few: "ملايين", many: "مليوناً", other: "مليون" };
const billion: Noun = { feminine: false, one: "مليار", two: "ملياران", few: "مليارات", many: "ملياراً", other: "مليار" };
const trillion: Noun = { feminine: false, one: "تريليون", two: "تريليونان", few: "تريليونات", many: "تريليوناً", other: "تريليون" };
const scales = [thousand, million, billion, trillion];

/** The form of a noun that a count takes; by the last two digits. */
function counted(value: number, noun: Noun): string {
  const last = value % 100;
  if (last >= 3 && last <= 10) return noun.few;
  if (last >= 11) return noun.many;
  return noun.other;
}

function scaled(group: number, scale: Noun, endsHere: boolean): string {
  if (group === 1) return scale.one;
  // Before a counted noun the dual loses its noon: ألفا ليرة.
  if (group === 2) return endsHere ? scale.two.slice(0, -1) : scale.two;
  return `${below1000(group, false)} ${endsHere && group % 100 >= 11 ? scale.one : counted(group, scale)}`;
}

export function arabicAmountOf(value: bigint, noun: Noun): string {
  if (value === 0n) return `صفر ${noun.other}`;
  if (value === 1n) return `${noun.one} ${noun.feminine ? "واحدة" : "واحد"}`;
  if (value === 2n) return noun.two;
  const words: string[] = [];
  const last = Number(value % 1000n);
  let rest = value / 1000n;
  for (const scale of scales) {
    const group = Number(rest % 1000n);
    rest /= 1000n;
    if (group > 0) words.unshift(scaled(group, scale, last === 0 && words.length === 0));
  }
  if (last === 0) return `${words.join(" و")} ${noun.other}`;
  // 1 and 2 after hundreds or thousands: مئة ليرة وليرة، ألف ليرة وليرتان.
  if (last % 100 === 1 || last % 100 === 2) {
    const head = last >= 100 ? [...words, (hundreds[Math.floor(last / 100)] ?? "")] : words;
    if (last >= 200 && last < 300) head[head.length - 1] = "مئتا";
    return `${head.join(" و")} ${noun.other} و${last % 100 === 1 ? noun.one : noun.two}`;
  }
  if (last === 200) return `${[...words, "مئتا"].join(" و")} ${noun.other}`;
  let tail = below1000(last, noun.feminine);
  // ثمانٍ keeps its yaa before its noun: ثماني ليرات.
  if (tail.endsWith("ثمانٍ")) tail = tail.replace("ثمانٍ", "ثماني");
  return `${[...words, tail].join(" و")} ${counted(last, noun)}`;
}

function nounOf(one: string, two: string, few: string, many: string, isFeminine: boolean): Noun {
  return { feminine: isFeminine, one, two, few, many, other: one };
}

const piastre = nounOf("قرش", "قرشان", "قروش", "قرشاً", false);
const cent = nounOf("سنت", "سنتان", "سنتات", "سنتاً", false);
const units: Record<string, readonly [Noun, Noun | null]> = {
  SYP: [nounOf("ليرة سورية", "ليرتان سوريتان", "ليرات سورية", "ليرة سورية", true), piastre],
  KWD: [
    nounOf("دينار كويتي", "ديناران كويتيان", "دنانير كويتية", "ديناراً كويتياً", false),
    nounOf("فلس", "فلسان", "فلوس", "فلساً", false),
  ],
  IRR: [nounOf("ريال إيراني", "ريالان إيرانيان", "ريالات إيرانية", "ريالاً إيرانياً", false), null],
  USD: [nounOf("دولار أمريكي", "دولاران أمريكيان", "دولارات أمريكية", "دولاراً أمريكياً", false), cent],
  EUR: [nounOf("يورو", "يورو", "يورو", "يورو", false), cent],
  GBP: [nounOf("جنيه إسترليني", "جنيهان إسترلينيان", "جنيهات إسترلينية", "جنيهاً إسترلينياً", false), nounOf("بنس", "بنسان", "بنسات", "بنساً", false)],
};

export function arabicAmount(whole: bigint, parts: number, currency: string): string | null {
  const unit = units[currency];
  if (!unit) return null;
  const [main, small] = unit;
  const text = arabicAmountOf(whole, main);
  return parts > 0 && small ? `${text} و${arabicAmountOf(BigInt(parts), small)}` : text;
}
