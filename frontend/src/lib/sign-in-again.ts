import { useSyncExternalStore } from "react";
import { clientStore } from "./client";
import { currentSession, fetchSession, publish, type Session } from "./session";

/** The window in which one signs in again; it closes by itself and the work goes on where it stood. */
export const signInWindow = "sanad-sign-in";
const channel = "sanad-session";

interface Asking {
  readonly before: Session;
  readonly answer: (signedIn: boolean) => void;
  readonly answered: Promise<boolean>;
}

let asking: Asking | null = null;
const listeners = new Set<() => void>();

function ask(before: Session): Promise<boolean> {
  if (!asking) {
    let answer: (signedIn: boolean) => void = () => undefined;
    const answered = new Promise<boolean>((resolve) => {
      answer = resolve;
    });
    asking = { before, answer, answered };
    for (const listener of listeners) listener();
  }
  return asking.answered;
}

function finish(signedIn: boolean): void {
  asking?.answer(signedIn);
  asking = null;
  for (const listener of listeners) listener();
}

/**
 * Asked before a change is sent. True for a guest and for whoever is signed in still; where the session is over, the person may sign in
 * again in another window meanwhile, and what they typed waits. False when they would rather not.
 */
export async function keepSignedIn(): Promise<boolean> {
  const before = currentSession();
  if (!before?.signedIn) return true;
  // A dead network is the change's own to tell.
  const now = await fetchSession().catch(() => before);
  if (!now.signedIn) return ask(before);
  if (now.csrf !== before.csrf) publish(now);
  return true;
}

/** Looks whether somebody signed in meanwhile. Whoever came as another person does not send what the first one wrote. */
export async function lookAgain(): Promise<void> {
  if (!asking) return;
  const now = await fetchSession().catch(() => null);
  if (!now?.signedIn) return;
  const isSame = now.name === asking.before.name;
  publish(now);
  if (!isSame) clientStore.renew();
  finish(isSame);
}

export function declineSignIn(): void {
  finish(false);
}

/** Tells the window that waits, and closes this one: it was opened to sign in. */
export function reportSignIn(): void {
  new BroadcastChannel(channel).postMessage("signed in");
  window.close();
}

/** Calls when a window reports, and when the reader comes back to this one. */
export function onSignIn(listener: () => void): () => void {
  const news = new BroadcastChannel(channel);
  news.addEventListener("message", listener);
  window.addEventListener("focus", listener);
  return () => {
    news.close();
    window.removeEventListener("focus", listener);
  };
}

export function useSignInAsked(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => asking !== null,
  );
}
