import { useLingui } from "@lingui/react/macro";
import { useId } from "react";
import { languages, languageTable, type Language } from "../../lib/locales";
import { TextArea, TextField } from "./field";

/** A text in up to three languages, as it is being written. */
export type LocalizedDraft = Partial<Record<Language, string>>;

/** What was stored, as a draft. */
export function draftOf(
  text: { readonly translations: readonly { readonly locale: "AR" | "FA" | "EN"; readonly text: string }[] } | null | undefined,
): LocalizedDraft {
  const draft: LocalizedDraft = {};
  for (const { locale, text: words } of text?.translations ?? []) {
    draft[locale === "AR" ? "ar" : locale === "FA" ? "fa" : "en"] = words;
  }
  return draft;
}

/** What is sent: languages left empty are left out. Null where nothing was written. */
export function inputOf(draft: LocalizedDraft): { ar?: string; fa?: string; en?: string } | null {
  const filled = Object.fromEntries(Object.entries(draft).filter(([, words]) => words.trim() !== ""));
  return Object.keys(filled).length > 0 ? filled : null;
}

/** Chooses the language that texts are being written in; says which are begun. */
export function WritingLanguage({
  value,
  onChange,
  begun,
}: {
  readonly value: Language;
  readonly onChange: (language: Language) => void;
  readonly begun: (language: Language) => boolean;
}) {
  const { t } = useLingui();
  const name = useId();
  return (
    <fieldset>
      <legend className="sr-only">{t`Language of the texts below`}</legend>
      <div className="inline-flex rounded-sm border border-edge p-1">
        {languages.map((language) => (
          <label
            key={language}
            className="flex min-h-9 cursor-pointer items-center gap-2 rounded-sm px-3 text-sm font-semibold text-muted has-checked:bg-wash has-checked:text-ink has-focus-visible:outline-2"
          >
            <input
              type="radio"
              name={name}
              className="sr-only"
              checked={value === language}
              onChange={() => onChange(language)}
            />
            <bdi lang={language}>{languageTable[language].name}</bdi>
            <span
              role="img"
              aria-label={begun(language) ? t`written` : t`empty`}
              className={`size-2 rounded-full ${begun(language) ? "bg-bar" : "border border-edge"}`}
            />
          </label>
        ))}
      </div>
    </fieldset>
  );
}

interface LocalizedFieldProps {
  readonly id?: string;
  readonly label: string;
  readonly hint?: string;
  readonly error?: string;
  readonly language: Language;
  readonly value: LocalizedDraft;
  readonly onChange: (value: LocalizedDraft) => void;
  readonly rows?: number;
  readonly maxLength?: number;
}

/** One text in the language being written; the others are kept beside it. */
export function LocalizedField({ language, value, onChange, rows, ...field }: LocalizedFieldProps) {
  const own = {
    ...field,
    lang: language,
    dir: languageTable[language].dir,
    value: value[language] ?? "",
    onChange: (event: { target: { value: string } }) => onChange({ ...value, [language]: event.target.value }),
  };
  return rows ? <TextArea rows={rows} {...own} /> : <TextField {...own} />;
}
