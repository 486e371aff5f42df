import type { AnyVariables, TypedDocumentNode } from "@urql/core";
import { useCallback, useState } from "react";
import { useClient } from "urql";
import { currentSession, reloadSession } from "../../lib/session";
import type { Refusal } from "./errors";

const network: Refusal = { code: "NETWORK", path: [] };
const secondFactor: Refusal = { code: "SECOND_FACTOR_REQUIRED", path: [] };

interface Change<Variables> {
  readonly busy: boolean;
  readonly refusals: readonly Refusal[];
  /** True when it was done. */
  readonly run: (variables: Variables) => Promise<boolean>;
  readonly clear: () => void;
}

/**
 * Runs a mutation whose payload carries `userErrors`. Refusals come back as data; a dead line is one too, so that nothing typed is lost.
 *
 * @param payload picks the mutation's payload out of the answer
 */
export function useChange<Data, Variables extends AnyVariables, Payload extends { readonly userErrors: readonly Refusal[] }>(
  document: TypedDocumentNode<Data, Variables>,
  payload: (data: Data) => Payload,
  done?: (payload: Payload) => void,
): Change<Variables> {
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const run = useCallback(
    async (variables: Variables) => {
      setBusy(true);
      const { data, error } = await client.mutation(document, variables).toPromise();
      setBusy(false);
      if (!data || error) {
        if (currentSession()?.signedIn) void reloadSession();
        setRefusals([error?.graphQLErrors.some(({ extensions }) => extensions.code === "SECOND_FACTOR_REQUIRED") ? secondFactor : network]);
        return false;
      }
      const answer = payload(data);
      setRefusals(answer.userErrors);
      if (answer.userErrors.length > 0) return false;
      done?.(answer);
      return true;
    },
    [client, document, payload, done],
  );
  return { busy, refusals, run, clear: () => setRefusals([]) };
}

/** A key of 128 random bits for one intended effect; keep it until the effect is there. */
export function newIdempotencyKey(): string {
  return crypto.randomUUID();
}
