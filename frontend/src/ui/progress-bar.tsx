interface ProgressBarProps {
  /** Whole percent; may exceed 100. */
  readonly percent: number;
  /** The percentage in the reader's digits, for the bar's spoken value. */
  readonly text: string;
  readonly label: string;
  readonly size?: "small" | "large";
}

/** A bar that fills the way the text runs. It tells its value in words; it doesn't announce each change. */
export function ProgressBar({ percent, text, label, size = "small" }: ProgressBarProps) {
  const filled = Math.max(0, Math.min(100, percent));
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={filled}
      aria-valuetext={text}
      className={`overflow-hidden rounded-full bg-track forced-colors:border ${size === "large" ? "h-3" : "h-2"}`}
    >
      <div
        className="h-full min-w-1 origin-left rounded-full bg-bar transition-transform duration-200 forced-colors:bg-[Highlight] rtl:origin-right"
        style={{ transform: `scaleX(${String(filled / 100)})` }}
      />
    </div>
  );
}
