import { describe, expect, test } from "vitest";
import type { DateStyle } from "./date";
import { firstDayOfWeek, formatDay, formatInstant, formatMonth, formatYear } from "./date";
import { formatInteger, formatPercent, groupDecimal, toAscii, toDigits } from "./digits";
import { formatList } from "./list";
import { compareAmounts, formatMoney, rialToToman, tomanToRial } from "./money";

const syria: DateStyle = { language: "ar", calendar: "gregorian", digits: "arabic", country: "SY", timeZone: "UTC" };
const kuwait: DateStyle = { ...syria, country: "KW" };
const iran: DateStyle = { language: "fa", calendar: "jalali", digits: "persian", country: "IR", timeZone: "UTC" };
const english: DateStyle = { language: "en", calendar: "gregorian", digits: "latin", country: "SY", timeZone: "UTC" };

describe("dates", () => {
  test("months are Levantine in Syria, common Arabic in Kuwait", () => {
    expect(formatDay("2026-01-15", syria)).toBe("١٥ كانون الثاني ٢٠٢٦");
    expect(formatDay("2026-01-15", kuwait)).toBe("١٥ يناير ٢٠٢٦");
  });

  test("Persian shows the solar calendar, with its month header", () => {
    expect(formatDay("2026-11-23", iran)).toBe("۲ آذر ۱۴۰۵");
    expect(formatMonth("2026-11-23", iran)).toBe("آذر ۱۴۰۵");
    expect(formatDay("2026-03-21", iran)).toBe("۱ فروردین ۱۴۰۵");
    expect(formatDay("2026-03-20", iran)).toBe("۲۹ اسفند ۱۴۰۴");
  });

  test("the lunar calendar is Umm al-Qura, in any language and with any digits", () => {
    expect(formatDay("2026-02-18", { ...syria, calendar: "hijri" })).toBe("١ رمضان ١٤٤٧ هـ");
    expect(formatDay("2026-02-18", { ...iran, calendar: "hijri", digits: "latin" })).toBe("1 رمضان 1447 ق.");
    expect(formatDay("2026-02-18", { ...english, calendar: "hijri" })).toBe("1 Ramadan 1447 AH");
  });

  test("a calendar day is the same day everywhere; an instant is the reader's", () => {
    expect(formatDay("2026-02-18", { ...english, timeZone: "Pacific/Kiritimati" })).toBe("18 February 2026");
    expect(formatInstant("2026-02-18T22:30:00Z", { ...english, timeZone: "Asia/Damascus" })).toBe("19 February 2026, 01:30");
    expect(formatInstant("2026-02-18T22:30:00Z", { ...iran, timeZone: "Asia/Tehran" })).toBe("۳۰ بهمن ۱۴۰۴، ۰۲:۰۰");
  });

  test("a year alone, and where weeks begin", () => {
    expect(formatYear(2025, iran)).toBe("۱۴۰۴");
    expect(formatYear(2025, syria)).toBe("٢٠٢٥");
    expect([firstDayOfWeek("SY"), firstDayOfWeek("IR"), firstDayOfWeek("KW")]).toEqual([6, 6, 0]);
  });
});

describe("numbers", () => {
  test("each digit form has its own separators", () => {
    expect(groupDecimal("1234567.5", "latin")).toBe("1,234,567.5");
    expect(groupDecimal("1234567.5", "arabic")).toBe("١٬٢٣٤٬٥٦٧٫٥");
    expect(groupDecimal("1234567.5", "persian")).toBe("۱٬۲۳۴٬۵۶۷٫۵");
    expect(groupDecimal("-12.500", "latin")).toBe("\u200e−12.500");
  });

  test("percent signs follow the digits", () => {
    expect([formatPercent(45, "latin"), formatPercent(45, "arabic"), formatPercent(45, "persian")]).toEqual(["45%", "٤٥٪", "۴۵٪"]);
    expect(formatInteger(1200, "arabic")).toBe("١٬٢٠٠");
  });

  test("digits turn to ASCII and back", () => {
    expect(toAscii("٠١٢٣٤٥٦٧٨٩ ۰۱۲۳۴۵۶۷۸۹")).toBe("0123456789 0123456789");
    expect(toDigits("R-2026", "persian")).toBe("R-۲۰۲۶");
  });
});

describe("money", () => {
  test("keeps the currency's decimals unless they are all zero", () => {
    expect(formatMoney({ amount: "12.500", currency: "KWD" }, "ar", "arabic")).toBe("١٢٫٥٠٠\u00a0د.ك");
    expect(formatMoney({ amount: "12.000", currency: "KWD" }, "fa", "persian")).toBe("۱۲\u00a0دینار کویت");
    expect(formatMoney({ amount: "1234.50", currency: "USD" }, "en", "latin")).toBe("USD\u00a01,234.50");
  });

  test("Persian reads rial in toman", () => {
    const rial = { amount: "2500000", currency: "IRR" };
    expect(formatMoney(rial, "fa", "persian")).toBe("۲۵۰٬۰۰۰\u00a0تومان");
    expect(formatMoney(rial, "fa", "persian", { exactUnit: true })).toBe("۲٬۵۰۰٬۰۰۰\u00a0ریال");
    expect(formatMoney(rial, "ar", "arabic")).toBe("٢٬٥٠٠٬٠٠٠\u00a0ريال إيراني");
    expect([rialToToman("25005"), rialToToman("5"), rialToToman("0"), tomanToRial("2500.5"), tomanToRial("10")]).toEqual([
      "2500.5",
      "0.5",
      "0",
      "25005",
      "100",
    ]);
  });

  test("the pound before 2026 is marked as old", () => {
    expect(formatMoney({ amount: "5000.00", currency: "SYP", denominatedSince: null }, "ar", "latin")).toBe("5,000\u00a0ل.س قديمة");
    expect(formatMoney({ amount: "50.00", currency: "SYP", denominatedSince: "2026-01-01" }, "en", "latin")).toBe("SYP\u00a050");
  });

  test("short sums are rounded down", () => {
    expect(formatMoney({ amount: "12999999999", currency: "IRR" }, "fa", "persian", { compact: true })).toBe("۱٫۲۹ میلیارد\u00a0تومان");
    expect(formatMoney({ amount: "1999999.00", currency: "SYP", denominatedSince: "2026-01-01" }, "ar", "arabic", { compact: true })).toBe(
      "١٫٩٩ مليون\u00a0ل.س",
    );
    expect(formatMoney({ amount: "999999.00", currency: "USD" }, "en", "latin", { compact: true })).toBe("USD\u00a0999,999");
    expect(formatMoney({ amount: "125000000.00", currency: "USD" }, "en", "latin", { compact: true })).toBe("USD\u00a0125 million");
  });

  test("amounts compare exactly", () => {
    expect(compareAmounts("0.3", "0.30")).toBe(0);
    expect(compareAmounts("99999999999999999999.1", "99999999999999999999.2")).toBe(-1);
  });
});

test("lists are joined as each language joins them", () => {
  expect(formatList(["حلب", "حمص", "إدلب"], "ar")).toBe("حلب وحمص وإدلب");
  expect(formatList(["تهران", "قم", "یزد"], "fa")).toBe("تهران، قم و یزد");
  expect(formatList(["A", "B", "C"], "en")).toBe("A, B and C");
  expect(formatList(["A"], "en")).toBe("A");
});
