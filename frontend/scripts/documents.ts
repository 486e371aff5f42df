/**
 * Prepares GraphQL documents at build time: each text is checked for syntax, shortened, and asks for the type names that the cache
 * goes by. The browser then neither carries a parser nor spends time in one.
 */
import { Kind, parse, print, stripIgnoredCharacters, visit } from "graphql";
import type { Plugin } from "vite";

/** A document as the sources write it: a template without holes, handed to `graphql`. */
export const documentPattern = /\bgraphql\(\s*`([^`]+)`/g;

/** The text that travels: `__typename` in each selection but an operation's own, no needless space. */
export function prepared(text: string): string {
  const named = visit(parse(text, { noLocation: true }), {
    SelectionSet(set, _key, parent) {
      const isRoot = parent !== undefined && "kind" in parent && parent.kind === Kind.OPERATION_DEFINITION;
      const isNamed = set.selections.some((selection) => selection.kind === Kind.FIELD && selection.name.value === "__typename");
      if (isRoot || isNamed) return undefined;
      return { ...set, selections: [...set.selections, { kind: Kind.FIELD, name: { kind: Kind.NAME, value: "__typename" } }] };
    },
  });
  return stripIgnoredCharacters(print(named));
}

export function graphqlDocuments(): Plugin {
  return {
    name: "sanad-graphql-documents",
    enforce: "pre",
    transform(code, id) {
      if (!/\/src\/.*\.tsx?$/.test(id) || !code.includes("graphql(")) return null;
      // As many lines as before, so that an error still points at its line.
      return code.replace(documentPattern, (whole, text: string) => `graphql(${"\n".repeat(whole.split("\n").length - 1)}${JSON.stringify(prepared(text))}`);
    },
  };
}
