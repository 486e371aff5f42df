import { Trans, useLingui } from "@lingui/react/macro";
import { useEffect, useId, type ReactNode } from "react";
import { keepChoices } from "../lib/kept-choices";
import { setPreferences, usePreferences } from "../lib/preferences";

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T | null;
  readonly onChange: (value: T | null) => void;
  readonly automatic?: ReactNode;
  readonly options: readonly (readonly [T, string])[];
}

function Choice<T extends string>({ label, value, onChange, automatic, options }: ChoiceProps<T>) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-sm font-semibold">
        {label}
      </label>
      <select
        id={id}
        value={value ?? ""}
        onChange={(event) => onChange(event.target.value === "" ? null : (event.target.value as T))}
        className="field-control"
      >
        {automatic ? <option value="">{automatic}</option> : null}
        {options.map(([key, name]) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Calendar, digits, country and theme: each is chosen by itself, whatever the language. */
export function ReadingChoices() {
  const { t } = useLingui();
  const chosen = usePreferences();
  useEffect(() => void keepChoices(), []);
  const automatic = <Trans>As usual in this language</Trans>;
  return (
    <div className="mt-3 flex flex-col gap-3 border-t border-line pt-3">
      <Choice
        label={t`Calendar`}
        value={chosen.calendar}
        automatic={automatic}
        onChange={(calendar) => setPreferences({ calendar })}
        options={[
          ["gregorian", t`Gregorian`],
          ["jalali", t`Solar Hijri (Jalali)`],
          ["hijri", t`Lunar Hijri`],
        ]}
      />
      <Choice
        label={t`Digits`}
        value={chosen.digits}
        automatic={automatic}
        onChange={(digits) => setPreferences({ digits })}
        options={[
          ["latin", "123"],
          ["arabic", "١٢٣ ٤٥٦"],
          ["persian", "۱۲۳ ۴۵۶"],
        ]}
      />
      <Choice
        label={t`Country`}
        value={chosen.country}
        automatic={automatic}
        onChange={(country) => setPreferences({ country, area: null })}
        options={[
          ["SY", t`Syria`],
          ["KW", t`Kuwait`],
          ["IR", t`Iran`],
        ]}
      />
      <Choice
        label={t`Theme`}
        value={chosen.theme}
        onChange={(theme) => setPreferences({ theme: theme ?? "system" })}
        options={[
          ["system", t`As on this device`],
          ["light", t`Light`],
          ["dark", t`Dark`],
        ]}
      />
    </div>
  );
}
