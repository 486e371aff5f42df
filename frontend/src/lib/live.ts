import type { ExecutionResult, SubscriptionOperation } from "@urql/core";

interface Sink {
  next(value: ExecutionResult): void;
  error(error: unknown): void;
  complete(): void;
}

/**
 * Runs a subscription over server-sent events, each on a line of its own. The client library is fetched with the first
 * subscription, so that a page without one never pays for it. It reconnects by itself with growing pauses.
 */
export function subscribe(request: SubscriptionOperation, sink: Sink): () => void {
  let stop: (() => void) | null = null;
  let stopped = false;
  import("graphql-sse")
    .then(({ createClient }) => {
      if (stopped) return;
      const client = createClient({
        url: new URL("/graphql", window.location.href).href,
        credentials: "same-origin",
        retryAttempts: 1000,
        retry: (attempt) => new Promise((resume) => setTimeout(resume, Math.min(30_000, 1000 * 2 ** Math.min(attempt, 5)))),
      });
      const cancel = client.subscribe(
        { query: request.query ?? "", variables: request.variables as Record<string, unknown> },
        {
          next: (value) => sink.next(value as ExecutionResult),
          error: (error) => sink.error(error),
          complete: () => sink.complete(),
        },
      );
      stop = () => {
        cancel();
        client.dispose();
      };
    })
    .catch((error: unknown) => sink.error(error));
  return () => {
    stopped = true;
    stop?.();
  };
}
