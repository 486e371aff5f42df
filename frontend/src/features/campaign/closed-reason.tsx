import { Trans } from "@lingui/react/macro";
import { useFormat } from "../../lib/format/use-format";

export type ClosedReason = "NOT_STARTED" | "ENDED" | "PAUSED" | "CLOSED" | "GOAL_REACHED" | "NOT_PUBLISHED";

/** Why no gift can be given now. */
export function ClosedReasonText({ reason, startsOn }: { readonly reason: ClosedReason; readonly startsOn: string }) {
  const format = useFormat();
  switch (reason) {
    case "GOAL_REACHED":
      return <Trans>The goal is reached. This campaign takes no more gifts.</Trans>;
    case "PAUSED":
      return <Trans>The charity has paused this campaign for the time being.</Trans>;
    case "NOT_STARTED":
      return (
        <Trans>
          This campaign takes gifts from <bdi>{format.day(startsOn)}</bdi>.
        </Trans>
      );
    case "NOT_PUBLISHED":
      return <Trans>This campaign is not published yet.</Trans>;
    case "ENDED":
    case "CLOSED":
      return <Trans>This campaign has ended.</Trans>;
  }
}
