import { useSyncExternalStore } from "react";

/** Who is signed in, as the backend-for-frontend tells it. No token ever reaches this code. */
export interface Session {
  readonly signedIn: boolean;
  readonly name: string | null;
  /** Sent as `X-Sanad-CSRF` with signed-in changes. */
  readonly csrf: string | null;
}

const guest: Session = { signedIn: false, name: null, csrf: null };
let current: Session | null = null;
let pending: Promise<Session> | null = null;
const listeners = new Set<() => void>();

/** Tells the app who is signed in. */
export function publish(session: Session): Session {
  current = session;
  pending = Promise.resolve(session);
  for (const listener of listeners) listener();
  return session;
}

/** Asks the backend who is signed in, and tells nobody yet. */
export async function fetchSession(): Promise<Session> {
  const response = await fetch("/auth/session", { headers: { accept: "application/json" }, credentials: "same-origin" });
  if (!response.ok) throw new Error(String(response.status));
  const { signedIn, name, csrf } = (await response.json()) as Partial<Session>;
  return { signedIn: signedIn === true, name: name ?? null, csrf: csrf ?? null };
}

/** Asks once who is signed in; a failure counts as a guest and is asked again next time. */
export function loadSession(): Promise<Session> {
  pending ??= fetchSession()
    .then(publish)
    .catch(() => {
      publish(guest);
      pending = null;
      return guest;
    });
  return pending;
}

/** Forgets the answer, after signing out or when the backend says that the session is over. */
export function reloadSession(): Promise<Session> {
  pending = null;
  return loadSession();
}

export function currentSession(): Session | null {
  return current;
}

/** Null until the answer is there. */
export function useSession(): Session | null {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, currentSession);
}

/**
 * Where signing in starts; comes back to the page that one was on. What stands behind the `#` stays here: a gift's secret may be
 * there, and no server's log shall hold one.
 */
export function signInUrl(returnTo: string): string {
  return `/auth/login?return=${encodeURIComponent(returnTo.split("#")[0] ?? "/")}`;
}

/** Where whoever has a role gives a second factor, or sets one up first; comes back to the page that one was on. */
export function secondFactorUrl(returnTo: string): string {
  return `${signInUrl(returnTo)}&acr_values=aal2`;
}

/** Ends the session here, and at the issuer too where it names a page for that. Resolves to false when the browser is on its way there. */
export async function signOut(): Promise<boolean> {
  const response = await fetch("/auth/logout", {
    method: "POST",
    credentials: "same-origin",
    headers: { "x-sanad-csrf": current?.csrf ?? "" },
  });
  const { endSession } = (await response.json().catch(() => ({}))) as { endSession?: string | null };
  if (endSession) {
    window.location.assign(endSession);
    return false;
  }
  await reloadSession();
  return true;
}
