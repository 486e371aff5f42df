import { Trans } from "@lingui/react/macro";
import { Link, useRouter, type ErrorComponentProps } from "@tanstack/react-router";
import { Button, buttonClass } from "../ui/button";
import { Skeleton } from "../ui/skeleton";
import { StatePanel } from "../ui/state-panel";

/** Nothing lives at this address. */
export function NotFound() {
  return (
    <div className="container-page">
      <StatePanel
        icon="search"
        headingLevel={1}
        title={<Trans>There is no such page</Trans>}
        action={
          <Link to="/campaigns" className={buttonClass()}>
            <Trans>Look at the campaigns</Trans>
          </Link>
        }
      >
        <Trans>The address may be mistyped, or the page has moved.</Trans>
      </StatePanel>
    </div>
  );
}

/** A page that failed: keeps the frame standing and offers to try again. */
export function RouteError({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const offline = !navigator.onLine;
  return (
    <div className="container-page">
      <StatePanel
        icon={offline ? "offline" : "alert"}
        headingLevel={1}
        title={offline ? <Trans>You are offline</Trans> : <Trans>This page could not be loaded</Trans>}
        action={
          <Button
            onClick={() => {
              reset();
              void router.invalidate();
            }}
          >
            <Trans>Try again</Trans>
          </Button>
        }
      >
        {offline ? (
          <Trans>The page will be here as soon as your connection is back.</Trans>
        ) : (
          <Trans>It is our fault, not yours. Nothing that you gave is lost.</Trans>
        )}
        {import.meta.env.DEV ? <pre dir="ltr" className="mt-4 overflow-auto text-start text-sm">{String(error)}</pre> : null}
      </StatePanel>
    </div>
  );
}

/** Holds the place of a page that takes longer than 300 ms. */
export function RoutePending() {
  return (
    <div className="container-page flex flex-col gap-4 py-10" aria-busy="true">
      <Skeleton className="h-10 w-2/3 max-w-lg" />
      <Skeleton className="h-5 w-full max-w-xl" />
      <Skeleton className="h-64 w-full" />
    </div>
  );
}
