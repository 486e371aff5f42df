/** Stands in for the client's own parser and printer (`@0no-co/graphql.web`): the build has prepared the documents already. */
import type { ComposedDocument } from "./documents";

export const Kind = { DOCUMENT: "Document", OPERATION_DEFINITION: "OperationDefinition", FRAGMENT_DEFINITION: "FragmentDefinition", FIELD: "Field", NAME: "Name" };

export function print(document: ComposedDocument): string {
  return [...document.texts].join("");
}

export function parse(): never {
  throw new Error("A document was sent as text; hand it to graphql() instead.");
}

/** An error as the server states it. */
export class GraphQLError extends Error {
  constructor(
    message: string,
    readonly nodes?: unknown,
    readonly source?: unknown,
    readonly positions?: unknown,
    readonly path?: readonly (string | number)[],
    readonly originalError?: unknown,
    readonly extensions: Record<string, unknown> = {},
  ) {
    super(message);
  }
}
