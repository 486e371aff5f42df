import type { ReactNode } from "react";

interface FieldProps {
  readonly id: string;
  readonly label: ReactNode;
  readonly optional?: ReactNode;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  readonly children: ReactNode;
}

/** Ids that an input points to with `aria-describedby`. */
export function describedBy(id: string, hint: unknown, error: unknown): string | undefined {
  return [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ") || undefined;
}

/** A label above, a hint below it, the fault right above the input: in that order for the eye and for the ear. */
export function Field({ id, label, optional, hint, error, children }: FieldProps) {
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="font-semibold">
        {label} {optional ? <span className="font-normal text-muted">{optional}</span> : null}
      </label>
      {hint ? (
        <p id={`${id}-hint`} className="text-sm text-muted">
          {hint}
        </p>
      ) : null}
      {error ? <FieldError id={id} message={error} /> : null}
      {children}
    </div>
  );
}

export function FieldError({ id, message }: { readonly id: string; readonly message: string }) {
  return (
    <p id={`${id}-error`} className="text-sm font-semibold text-danger">
      {message}
    </p>
  );
}
