import { Trans } from "@lingui/react/macro";
import { useSyncExternalStore } from "react";
import { Icon } from "../ui/icon";

function subscribe(listener: () => void): () => void {
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
}

/** Says that the line is dead, and that what was read already can still be read. */
export function OfflineBanner() {
  const online = useSyncExternalStore(subscribe, () => navigator.onLine);
  return (
    <div role="status" className="no-print">
      {online ? null : (
        <p className="flex items-center justify-center gap-2 bg-notice-wash px-4 py-2 text-sm text-notice">
          <Icon name="offline" className="size-4" />
          <Trans>You are offline. What you see may be out of date; gifts wait until you are back.</Trans>
        </p>
      )}
    </div>
  );
}
