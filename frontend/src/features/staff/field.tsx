import { useId, type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes, type TextareaHTMLAttributes } from "react";

interface FieldProps {
  /** The id that an error summary links to. */
  readonly id?: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** What is wrong, in the reader's words; the same words stand in the summary. */
  readonly error?: string;
  readonly optional?: ReactNode;
}

/** A label, its control, and what to know about both, tied together for those who listen. */
export function Field({
  id,
  label,
  hint,
  error,
  optional,
  children,
}: FieldProps & { readonly children: (control: { id: string; "aria-describedby"?: string; "aria-invalid"?: true }) => ReactNode }) {
  const own = useId();
  const control = id ?? own;
  const described = [hint ? `${control}-hint` : null, error ? `${control}-error` : null].filter(Boolean).join(" ");
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={control} className="text-sm font-semibold">
        {label}
        {optional ? <span className="ms-2 font-normal text-muted">{optional}</span> : null}
      </label>
      {hint ? (
        <p id={`${control}-hint`} className="text-sm text-muted">
          {hint}
        </p>
      ) : null}
      {error ? (
        <p id={`${control}-error`} className="text-sm font-semibold text-danger">
          {error}
        </p>
      ) : null}
      {children({ id: control, ...(described ? { "aria-describedby": described } : {}), ...(error ? { "aria-invalid": true } : {}) })}
    </div>
  );
}

const dense = "field-control min-h-9 py-1 text-sm";

export function TextField({ id, label, hint, error, optional, ...input }: FieldProps & Omit<InputHTMLAttributes<HTMLInputElement>, "id">) {
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={optional}>
      {(control) => <input dir="auto" className={dense} {...input} {...control} />}
    </Field>
  );
}

export function TextArea({
  id,
  label,
  hint,
  error,
  optional,
  ...area
}: FieldProps & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "id">) {
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={optional}>
      {(control) => <textarea dir="auto" rows={3} className={`${dense} leading-relaxed`} {...area} {...control} />}
    </Field>
  );
}

export function SelectField({
  id,
  label,
  hint,
  error,
  optional,
  children,
  ...select
}: FieldProps & Omit<SelectHTMLAttributes<HTMLSelectElement>, "id">) {
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={optional}>
      {(control) => (
        <select className={dense} {...select} {...control}>
          {children}
        </select>
      )}
    </Field>
  );
}

/** One choice that is on or off. Never ticked beforehand where it costs the person anything. */
export function CheckField({ label, ...input }: { readonly label: ReactNode } & InputHTMLAttributes<HTMLInputElement>) {
  return (
    <label className="flex min-h-9 items-center gap-2 text-sm">
      <input type="checkbox" className="size-5 shrink-0 accent-action" {...input} />
      <span>{label}</span>
    </label>
  );
}

/** Several choices out of a known list. */
export function CheckGroup<T extends string>({
  legend,
  options,
  chosen,
  onChange,
  id,
  error,
}: {
  readonly id?: string;
  readonly legend: ReactNode;
  readonly options: readonly { readonly value: T; readonly label: ReactNode }[];
  readonly chosen: readonly T[];
  readonly onChange: (chosen: T[]) => void;
  readonly error?: string;
}) {
  return (
    <fieldset id={id} tabIndex={-1}>
      <legend className="text-sm font-semibold">{legend}</legend>
      {error ? <p className="text-sm font-semibold text-danger">{error}</p> : null}
      <div className="mt-1 grid grid-cols-[repeat(auto-fill,minmax(min(14rem,100%),1fr))] gap-x-4">
        {options.map((option) => (
          <CheckField
            key={option.value}
            label={option.label}
            checked={chosen.includes(option.value)}
            onChange={(event) =>
              onChange(event.target.checked ? [...chosen, option.value] : chosen.filter((value) => value !== option.value))
            }
          />
        ))}
      </div>
    </fieldset>
  );
}
