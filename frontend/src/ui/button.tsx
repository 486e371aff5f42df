import type { ButtonHTMLAttributes } from "react";

export type ButtonKind = "filled" | "outlined" | "quiet" | "light";

const base =
  "inline-flex items-center justify-center gap-2 rounded-sm px-5 py-2 min-h-11 font-semibold text-center transition-colors duration-150 select-none disabled:opacity-60 aria-busy:opacity-80";

const kinds: Record<ButtonKind, string> = {
  filled: "bg-action text-on-action hover:bg-action-strong",
  outlined: "border border-edge text-ink hover:bg-wash",
  quiet: "px-3 text-action hover:bg-wash",
  light: "bg-on-deep text-[#0d3f3b] hover:bg-[#e4efec]",
};

/** Classes of a button, for links that act like one. One filled button in a view. */
export function buttonClass(kind: ButtonKind = "filled", extra = ""): string {
  return `${base} ${kinds[kind]} ${extra}`;
}

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly kind?: ButtonKind;
  /** Shows that the work is under way; the button stays focusable, so that nobody loses their place. */
  readonly busy?: boolean;
}

export function Button({ kind = "filled", busy = false, className = "", type = "button", children, ...rest }: ButtonProps) {
  return (
    <button type={type} aria-busy={busy || undefined} className={buttonClass(kind, className)} {...rest}>
      {busy ? <span className="size-4 animate-spin rounded-full border-2 border-current border-e-transparent" /> : null}
      {children}
    </button>
  );
}
