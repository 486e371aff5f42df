import { Trans } from "@lingui/react/macro";
import { useEffect, useRef } from "react";

interface ErrorSummaryProps {
  readonly errors: readonly { readonly field: string | null; readonly message: string }[];
  /** Changes with each failed attempt, so that the focus comes here again. */
  readonly attempt: number;
}

/** What has to be put right, on top, with links to the fields; the same words stand at each field. */
export function ErrorSummary({ errors, attempt }: ErrorSummaryProps) {
  const box = useRef<HTMLDivElement>(null);
  const focused = useRef(0);
  // The faults may be drawn later than the attempt is counted: each attempt is answered once, when both are there.
  useEffect(() => {
    if (attempt === focused.current || !box.current) return;
    focused.current = attempt;
    box.current.focus();
  });
  if (errors.length === 0) return null;
  return (
    <div ref={box} tabIndex={-1} role="alert" aria-labelledby="error-summary" className="rounded-md border-2 border-danger bg-danger-wash p-4">
      <h2 id="error-summary" className="text-lg text-danger">
        <Trans>Please look at this again</Trans>
      </h2>
      <ul className="mt-2 flex flex-col gap-1">
        {errors.map(({ field, message }) => (
          <li key={`${field ?? ""}${message}`}>
            {field ? (
              <a
                href={`#${field}`}
                className="inline-flex min-h-8 items-center font-semibold text-danger underline underline-offset-3"
                onClick={(event) => {
                  event.preventDefault();
                  document.getElementById(field)?.focus();
                }}
              >
                {message}
              </a>
            ) : (
              <span className="font-semibold text-danger">{message}</span>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
