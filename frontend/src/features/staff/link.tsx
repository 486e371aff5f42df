import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

interface StaffLinkProps {
  /** A path below the language, such as `/staff/imports`. */
  readonly to: string;
  readonly search?: Readonly<Record<string, string>>;
  readonly className?: string;
  /** Whether only this very page counts as the present one. */
  readonly exact?: boolean;
  readonly children: ReactNode;
}

/** A link to a staff page. These routes are built apart from the typed public tree, hence by path. */
export function StaffLink({ to, search, className, exact = false, children }: StaffLinkProps) {
  return (
    <Link to={to} search={search as never} className={className} activeOptions={{ exact, includeSearch: false }}>
      {children}
    </Link>
  );
}

export const tabClass =
  "inline-flex min-h-9 items-center border-b-2 border-transparent px-3 text-sm font-semibold text-muted hover:text-ink aria-[current=page]:border-action aria-[current=page]:text-action";
