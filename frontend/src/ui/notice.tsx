import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon";

const tones = {
  plain: "bg-wash text-ink",
  notice: "bg-notice-wash text-notice",
  danger: "bg-danger-wash text-danger",
} as const;

interface NoticeProps {
  readonly tone?: keyof typeof tones;
  readonly icon?: IconName;
  readonly children: ReactNode;
}

/** A short remark in the flow of a page. */
export function Notice({ tone = "plain", icon = "info", children }: NoticeProps) {
  return (
    <div className={`flex items-start gap-3 rounded-md px-4 py-3 text-sm ${tones[tone]}`}>
      <Icon name={icon} className="mt-0.5 size-5" />
      <div className="min-w-0 flex-1">{children}</div>
    </div>
  );
}
