import { Trans } from "@lingui/react/macro";
import { Skeleton } from "../../ui/skeleton";

/** Holds the place of a screen whose data are on their way: a heading and some rows. */
export function Waiting() {
  return (
    <div aria-busy="true" className="flex flex-col gap-3">
      <span role="status" className="sr-only">
        <Trans>Loading …</Trans>
      </span>
      <Skeleton className="h-9 w-64 max-w-full" />
      {[0, 1, 2, 3].map((row) => (
        <Skeleton key={row} className="h-12 w-full" />
      ))}
    </div>
  );
}
