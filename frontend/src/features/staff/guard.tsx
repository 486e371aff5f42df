import { Trans } from "@lingui/react/macro";
import { useRouterState } from "@tanstack/react-router";
import { useEffect, useState, type ReactNode } from "react";
import { loadStaffTexts } from "../../lib/i18n";
import { keepChoices } from "../../lib/kept-choices";
import { loadSession, signInUrl, useSession } from "../../lib/session";
import { buttonClass } from "../../ui/button";
import { StatePanel } from "../../ui/state-panel";

/** Lets only those through who are signed in, and only once the staff's texts are here. What they may do is decided by the backend. */
export function SignedInOnly({ children }: { readonly children: ReactNode }) {
  const session = useSession();
  const address = useRouterState({ select: (state) => state.location.publicHref });
  const [ready, setReady] = useState(false);
  useEffect(() => {
    void Promise.all([loadStaffTexts(), loadSession()]).then(() => {
      setReady(true);
      void keepChoices();
    });
  }, []);
  if (!ready || session === null) return null;
  if (!session.signedIn) {
    return (
      <StatePanel
        icon="person"
        headingLevel={1}
        title={<Trans>Sign in to go on</Trans>}
        action={
          <a href={signInUrl(address)} className={buttonClass("filled")}>
            <Trans>Sign in</Trans>
          </a>
        }
      >
        <Trans>This part is for the people who work in an organization or supervise it.</Trans>
      </StatePanel>
    );
  }
  return children;
}
