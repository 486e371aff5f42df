import { Trans } from "@lingui/react/macro";
import { useEffect, useId, useRef } from "react";
import { useLanguage } from "../lib/i18n";
import { signInUrl } from "../lib/session";
import { declineSignIn, lookAgain, onSignIn, signInWindow } from "../lib/sign-in-again";
import { Button, buttonClass } from "../ui/button";
import { Icon } from "../ui/icon";

/** Stands over a form whose session is over: one signs in beside it, and it goes on. */
export function SignInAgain() {
  const title = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const language = useLanguage();
  useEffect(() => {
    dialog.current?.showModal();
    return onSignIn(() => void lookAgain());
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={title}
      onCancel={declineSignIn}
      className="m-auto w-full max-w-md rounded-md bg-surface p-6 text-ink shadow-raised backdrop:bg-black/50 max-sm:max-w-[calc(100vw-2rem)] forced-colors:border"
    >
      <h2 id={title} className="text-xl">
        <Trans>Your session has ended</Trans>
      </h2>
      <p className="mt-2 text-muted">
        <Trans>Sign in again and we go on where you were. Nothing that you typed is lost.</Trans>
      </p>
      <div className="mt-6 flex flex-wrap gap-3">
        <a href={signInUrl(`/${language}/my-giving`)} target={signInWindow} className={buttonClass()}>
          <Trans>Sign in again</Trans>
          <Icon name="external" className="size-4" />
          <span className="sr-only">
            <Trans>(opens a new tab, which closes by itself)</Trans>
          </span>
        </a>
        <Button kind="outlined" onClick={declineSignIn}>
          <Trans>Not now</Trans>
        </Button>
      </div>
    </dialog>
  );
}
