import { Trans, useLingui } from "@lingui/react/macro";
import { useId, type ReactNode } from "react";

interface FileFieldProps {
  readonly label: ReactNode;
  readonly accept: string;
  readonly file: File | null;
  /** How much has gone up, 0 to 1; null while nothing does. */
  readonly share: number | null;
  readonly onChoose: (file: File | null) => void;
}

/** Chooses a file and shows how far its upload is. */
export function FileField({ label, accept, file, share, onChoose }: FileFieldProps) {
  const { t } = useLingui();
  const id = useId();
  return (
    <div className="flex flex-col gap-2">
      <p className="text-sm font-semibold" id={`${id}-label`}>
        {label}
      </p>
      <div className="flex flex-wrap items-center gap-3">
        <label className="inline-flex min-h-9 cursor-pointer items-center rounded-sm border border-edge px-4 text-sm font-semibold hover:bg-wash has-focus-visible:outline-2">
          <Trans>Choose a file</Trans>
          <input
            type="file"
            accept={accept}
            aria-describedby={`${id}-label`}
            className="sr-only"
            onChange={(event) => {
              onChoose(event.target.files?.[0] ?? null);
              // Else the browser would keep silent when the same file is chosen once more.
              event.target.value = "";
            }}
          />
        </label>
        {file ? <bdi dir="ltr" className="text-sm">{file.name}</bdi> : null}
      </div>
      {share === null ? null : <progress value={share} max={1} aria-label={t`Upload`} className="h-2 w-full max-w-md accent-action" />}
    </div>
  );
}
