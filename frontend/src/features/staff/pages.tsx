import { Trans } from "@lingui/react/macro";
import type { AnyVariables, CombinedError, TypedDocumentNode } from "@urql/core";
import { useEffect, useState } from "react";
import { useClient } from "urql";
import { Button } from "../../ui/button";

interface Connection<Node> {
  readonly nodes: readonly Node[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

interface Loaded<Data> {
  readonly of: string;
  readonly pages: readonly { readonly after: string | null; readonly data: Data }[];
  readonly error: CombinedError | undefined;
}

export interface List<Data, Node> {
  /** The first page's whole answer; undefined until it is there. */
  readonly data: Data | undefined;
  readonly nodes: readonly Node[];
  readonly error: CombinedError | undefined;
  readonly busy: boolean;
  /** Asks for the next page; null where there is none. */
  readonly more: (() => void) | null;
}

/**
 * Reads a connection page by page and keeps what was read; begins anew when the variables change, and follows changes made elsewhere.
 *
 * @param entries the GraphQL type of the entries: an empty list doesn't show of what it is, and would stay empty after the first is made
 */
export function useList<Data, Variables extends { after?: string | null }, Node>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Omit<Variables, "after">,
  pick: (data: Data) => Connection<Node> | null | undefined,
  entries?: string,
): List<Data, Node> {
  const client = useClient();
  const of = JSON.stringify(variables);
  const [asked, setAsked] = useState<{ of: string; cursors: readonly (string | null)[] }>({ of, cursors: [null] });
  const [loaded, setLoaded] = useState<Loaded<Data>>({ of, pages: [], error: undefined });
  const cursors = asked.of === of ? asked.cursors.join("\n") : "";

  useEffect(() => {
    const lines = cursors.split("\n").map((cursor) => {
      const after = cursor === "" ? null : cursor;
      return client
        .query(document, { ...(JSON.parse(of) as object), after } as unknown as Variables & AnyVariables, {
          additionalTypenames: entries ? [entries] : [],
        })
        .subscribe(({ data, error }) =>
          setLoaded((present) => {
            const pages = present.of === of ? present.pages : [];
            if (data === undefined) return { of, pages, error };
            const others = pages.filter((page) => page.after !== after);
            return { of, pages: after === null ? [{ after, data }, ...others] : [...others, { after, data }], error };
          }),
        );
    });
    return () => lines.forEach((line) => line.unsubscribe());
  }, [client, document, of, cursors, entries]);

  const pages = loaded.of === of ? loaded.pages : [];
  const connections = pages.map(({ data }) => pick(data));
  const last = connections.at(-1)?.pageInfo;
  const wanted = cursors.split("\n").length;
  const end = last?.hasNextPage ? last.endCursor : null;
  return {
    data: pages[0]?.data,
    nodes: connections.flatMap((connection) => connection?.nodes ?? []),
    error: loaded.of === of ? loaded.error : undefined,
    busy: pages.length < wanted,
    more: end === null ? null : () => setAsked({ of, cursors: [null, ...pages.map((page) => page.after).filter((after) => after !== null), end] }),
  };
}

/** Asks for the next page; nothing where there is none. */
export function MoreButton({ list }: { readonly list: Pick<List<unknown, unknown>, "more" | "busy"> }) {
  if (!list.more) return null;
  return (
    <div className="text-center">
      <Button kind="outlined" busy={list.busy} onClick={list.more}>
        <Trans>Show more</Trans>
      </Button>
    </div>
  );
}
