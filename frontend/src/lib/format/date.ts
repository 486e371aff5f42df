import type { CalendarName, Country, DigitSet, Language } from "../locales";
import { toDigits } from "./digits";

/**
 * Month names are ours. Bare `Intl` names a month differently from one browser to the next, knows Levantine months by `ar-SY`
 * alone and writes eras where nobody does; it is trusted with the arithmetic of calendars only.
 */
const levantine =
  "كانون الثاني,شباط,آذار,نيسان,أيار,حزيران,تموز,آب,أيلول,تشرين الأول,تشرين الثاني,كانون الأول".split(",");
const months: Record<CalendarName, Record<Language, readonly string[]>> = {
  gregorian: {
    ar: "يناير,فبراير,مارس,أبريل,مايو,يونيو,يوليو,أغسطس,سبتمبر,أكتوبر,نوفمبر,ديسمبر".split(","),
    fa: "ژانویه,فوریه,مارس,آوریل,مه,ژوئن,ژوئیه,اوت,سپتامبر,اکتبر,نوامبر,دسامبر".split(","),
    en: "January,February,March,April,May,June,July,August,September,October,November,December".split(","),
  },
  jalali: {
    ar: "فروردين,أرديبهشت,خرداد,تير,مرداد,شهريور,مهر,آبان,آذر,دي,بهمن,إسفند".split(","),
    fa: "فروردین,اردیبهشت,خرداد,تیر,مرداد,شهریور,مهر,آبان,آذر,دی,بهمن,اسفند".split(","),
    en: "Farvardin,Ordibehesht,Khordad,Tir,Mordad,Shahrivar,Mehr,Aban,Azar,Dey,Bahman,Esfand".split(","),
  },
  hijri: {
    ar: "محرم,صفر,ربيع الأول,ربيع الآخر,جمادى الأولى,جمادى الآخرة,رجب,شعبان,رمضان,شوال,ذو القعدة,ذو الحجة".split(","),
    fa: "محرم,صفر,ربیع‌الاول,ربیع‌الثانی,جمادی‌الاول,جمادی‌الثانی,رجب,شعبان,رمضان,شوال,ذی‌القعده,ذی‌الحجه".split(","),
    en: "Muharram,Safar,Rabi I,Rabi II,Jumada I,Jumada II,Rajab,Shaban,Ramadan,Shawwal,Dhul-Qadah,Dhul-Hijjah".split(","),
  },
};

/** Said after the year where the calendar is not the language's own. */
const eras: Record<CalendarName, Record<Language, string>> = {
  gregorian: { ar: "", fa: "م.", en: "" },
  jalali: { ar: "هـ.ش", fa: "", en: "SH" },
  hijri: { ar: "هـ", fa: "ق.", en: "AH" },
};

const engines: Record<CalendarName, string> = { gregorian: "gregory", jalali: "persian", hijri: "islamic-umalqura" };
const formatters = new Map<string, Intl.DateTimeFormat>();

interface Parts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

function partsOf(date: Date, calendar: CalendarName, timeZone: string | undefined): Parts {
  const key = `${calendar} ${timeZone ?? ""}`;
  let formatter = formatters.get(key);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat(`en-u-ca-${engines[calendar]}-nu-latn`, {
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      hourCycle: "h23",
      timeZone,
    });
    formatters.set(key, formatter);
  }
  const found: Record<string, number> = {};
  for (const part of formatter.formatToParts(date)) found[part.type] = Number.parseInt(part.value, 10);
  return {
    year: found.year ?? found.relatedYear ?? 0,
    month: found.month ?? 1,
    day: found.day ?? 1,
    hour: found.hour ?? 0,
    minute: found.minute ?? 0,
  };
}

export interface DateStyle {
  readonly language: Language;
  readonly calendar: CalendarName;
  readonly digits: DigitSet;
  readonly country: Country;
  /** For tests; readers see their own zone. */
  readonly timeZone?: string;
}

function monthName(month: number, style: DateStyle): string {
  const names =
    style.calendar === "gregorian" && style.language === "ar" && style.country === "SY"
      ? levantine
      : months[style.calendar][style.language];
  return names[month - 1] ?? "";
}

function dayMonthYear(parts: Parts, style: DateStyle): string {
  const era = eras[style.calendar][style.language];
  const text = `${String(parts.day)} ${monthName(parts.month, style)} ${String(parts.year)}`;
  return toDigits(era ? `${text} ${era}` : text, style.digits);
}

/** A calendar day (`2026-02-18`): the same day wherever the reader is. */
export function formatDay(day: string, style: DateStyle): string {
  return dayMonthYear(partsOf(new Date(`${day}T12:00:00Z`), style.calendar, "UTC"), style);
}

/** The day of an instant, in the reader's zone. */
export function formatInstantDay(instant: string, style: DateStyle): string {
  return dayMonthYear(partsOf(new Date(instant), style.calendar, style.timeZone), style);
}

/** Day and time of an instant; the clock has 24 hours in all three languages. */
export function formatInstant(instant: string, style: DateStyle): string {
  const parts = partsOf(new Date(instant), style.calendar, style.timeZone);
  const clock = `${String(parts.hour).padStart(2, "0")}:${String(parts.minute).padStart(2, "0")}`;
  const separator = style.language === "en" ? ", " : "، ";
  return `${dayMonthYear(parts, style)}${separator}${toDigits(clock, style.digits)}`;
}

/** A month header: "آذر ۱۴۰۵". */
export function formatMonth(day: string, style: DateStyle): string {
  const parts = partsOf(new Date(`${day}T12:00:00Z`), style.calendar, "UTC");
  return toDigits(`${monthName(parts.month, style)} ${String(parts.year)}`, style.digits);
}

/** A Gregorian year alone, in the reader's calendar, taken at its middle. */
export function formatYear(year: number, style: DateStyle): string {
  const parts = partsOf(new Date(Date.UTC(year, 6, 1, 12)), style.calendar, "UTC");
  const era = eras[style.calendar][style.language];
  return toDigits(era ? `${String(parts.year)} ${era}` : String(parts.year), style.digits);
}

/** 0 for Sunday … 6 for Saturday: weeks start on Saturday in Syria and Iran, on Sunday in Kuwait. */
export function firstDayOfWeek(country: Country): 0 | 6 {
  return country === "KW" ? 0 : 6;
}

/** Whole days from today until a calendar day; negative when it has passed. */
export function daysUntil(day: string, now: Date = new Date()): number {
  const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
  return Math.round((Date.parse(`${day}T00:00:00Z`) - today) / 86_400_000);
}
