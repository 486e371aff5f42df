/**
 * A document as the build leaves it: its text, and those of the fragments that it spreads. It holds as much of a syntax tree as the
 * GraphQL client reads: whether this asks or changes, and its name.
 */
export interface ComposedDocument {
  readonly kind: "Document";
  readonly definitions: readonly object[];
  readonly texts: ReadonlySet<string>;
}

/** Joins a text to its fragments, each once and in one order, so that an operation is always the same text. */
export function compose(text: string, fragments: readonly ComposedDocument[] = []): ComposedDocument {
  const [, operation, value] = /^(query|mutation|subscription) ?(\w+)/.exec(text) ?? [];
  return {
    kind: "Document",
    definitions: operation ? [{ kind: "OperationDefinition", operation, name: { kind: "Name", value } }] : [],
    texts: new Set([text, ...fragments.flatMap((fragment) => [...fragment.texts]).sort()]),
  };
}
