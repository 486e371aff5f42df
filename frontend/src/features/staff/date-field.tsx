import { GregorianCalendar, parseDate, toCalendar, type CalendarDate } from "@internationalized/date";
import { DateField as AriaDateField, DateInput, DateSegment, I18nProvider, Label } from "react-aria-components";
import { useLanguage } from "../../lib/i18n";
import { resolved, usePreferences } from "../../lib/preferences";

const engines = { gregorian: "gregory", jalali: "persian", hijri: "islamic-umalqura" } as const;
const numbering = { latin: "latn", arabic: "arab", persian: "arabext" } as const;

interface DayFieldProps {
  readonly id?: string;
  readonly label: string;
  readonly error?: string;
  /** ISO 8601, Gregorian; empty for none. */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function parsed(value: string): CalendarDate | null {
  try {
    return value === "" ? null : parseDate(value);
  } catch {
    return null;
  }
}

/** A day, typed in the reader's own calendar and digits, kept as a Gregorian date. */
export function DayField({ id, label, error, value, onChange }: DayFieldProps) {
  const language = useLanguage();
  const chosen = resolved(language, usePreferences());
  const locale = `${language}-${chosen.country}-u-ca-${engines[chosen.calendar]}-nu-${numbering[chosen.digits]}`;
  return (
    <I18nProvider locale={locale}>
      <AriaDateField
        id={id}
        className="flex flex-col gap-1"
        value={parsed(value)}
        isInvalid={error !== undefined}
        onChange={(next) => onChange(next ? toCalendar(next, new GregorianCalendar()).toString() : "")}
      >
        <Label className="text-sm font-semibold">{label}</Label>
        {error ? <p className="text-sm font-semibold text-danger">{error}</p> : null}
        <DateInput className="field-control flex min-h-9 items-center py-1 text-sm">
          {(segment) => <DateSegment segment={segment} className="rounded-sm px-0.5 tabular-nums focus:bg-action focus:text-on-action data-placeholder:text-muted" />}
        </DateInput>
      </AriaDateField>
    </I18nProvider>
  );
}
