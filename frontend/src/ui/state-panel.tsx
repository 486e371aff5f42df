import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon";

interface StatePanelProps {
  readonly icon: IconName;
  readonly title: ReactNode;
  readonly children?: ReactNode;
  /** The one thing to do next. */
  readonly action?: ReactNode;
  readonly headingLevel?: 1 | 2 | 3;
}

/** What stands where content would: says why it is empty or failed, what comes next, and offers one action. */
export function StatePanel({ icon, title, children, action, headingLevel = 2 }: StatePanelProps) {
  const Heading = `h${String(headingLevel)}` as "h1" | "h2" | "h3";
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-3 px-4 py-14 text-center">
      <span className="grid size-14 place-items-center rounded-full bg-wash text-action">
        <Icon name={icon} className="size-7" />
      </span>
      <Heading className="text-xl">{title}</Heading>
      {children ? <div className="text-muted">{children}</div> : null}
      {action ? <div className="mt-3">{action}</div> : null}
    </div>
  );
}
