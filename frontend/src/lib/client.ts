import { cacheExchange, createClient, fetchExchange, subscriptionExchange, type Client } from "@urql/core";
import { currentSession } from "./session";
import { subscribe } from "./live";
import { keepSignedIn } from "./sign-in-again";

export const endpoint = "/graphql";

const attempts = 3;
const csrfHeader = "x-sanad-csrf";

/** Asks again, twice, where a busy server says 503 to a question; a change is never repeated by itself. */
async function patientFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const isQuestion = typeof init?.body === "string" && /"query":"\s*(query|fragment|\{)/.test(init.body);
  for (let attempt = 1; ; attempt += 1) {
    const response = await fetch(input, init);
    if (response.status !== 503 || !isQuestion || attempt === attempts) return response;
    await new Promise((resume) => setTimeout(resume, 1000 * attempt));
  }
}

const sessionOver = { data: null, errors: [{ message: "The session is over.", extensions: { code: "UNAUTHENTICATED" } }] };

/** Sends an operation. A change waits until whoever was signed in is so again, should the session be over. */
async function guardedFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  if (typeof init?.body !== "string" || !/"query":"\s*mutation/.test(init.body)) return patientFetch(input, init);
  if (!(await keepSignedIn())) return Response.json(sessionOver, { status: 401 });
  const headers = new Headers(init.headers);
  const csrf = currentSession()?.csrf;
  if (csrf) headers.set(csrfHeader, csrf);
  return patientFetch(input, { ...init, headers });
}

/** A document's name in the manifest that the build writes: the SHA-256 of its text. */
async function nameOf(text: string): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return `sha256:${Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

/** Asks by GET and by name, so that whatever stands between may know the answer already; by POST where that is not to be had. */
async function everybodysFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  if (typeof init?.body !== "string" || !("subtle" in crypto)) return patientFetch(input, init);
  const { query, variables } = JSON.parse(init.body) as { query: string; variables: unknown };
  const address = `${endpoint}?documentId=${await nameOf(query)}&variables=${encodeURIComponent(JSON.stringify(variables))}`;
  // Asked again each time, which costs next to nothing where the tag is the same: a reader who just gave shall see it.
  const response = await fetch(address, { cache: "no-cache", signal: init.signal ?? null });
  return response.ok ? response : patientFetch(input, init);
}

/** The context of a question whose answer is the same for everybody, whoever is signed in. */
export const everybody = { fetch: everybodysFetch };

/** A fresh client, and with it a fresh cache: made at the start, and again when another person signs in or out. */
export function createGraphClient(): Client {
  return createClient({
    url: endpoint,
    exchanges: [
      cacheExchange,
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: (request) => ({
          subscribe: (sink) => ({ unsubscribe: subscribe(request, sink) }),
        }),
      }),
    ],
    requestPolicy: "cache-first",
    preferGetMethod: false,
    fetch: guardedFetch,
    fetchOptions: () => {
      const csrf = currentSession()?.csrf;
      const headers: Record<string, string> = { accept: "application/graphql-response+json, application/json;q=0.9" };
      if (csrf) headers[csrfHeader] = csrf;
      return { credentials: "same-origin", headers };
    },
  });
}

let current = createGraphClient();
const listeners = new Set<() => void>();

/** The client in use; `renew` throws the old one away with all that it remembered. */
export const clientStore = {
  get: (): Client => current,
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  renew: (): void => {
    current = createGraphClient();
    for (const listener of listeners) listener();
  },
};
