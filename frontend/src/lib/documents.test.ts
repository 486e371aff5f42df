import { buildSchema, parse, validate } from "graphql";
import { describe, expect, it } from "vitest";
import { documentPattern, prepared } from "../../scripts/documents";
import { compose } from "./documents";
import { print } from "./graphql-language";

const schema = buildSchema("type Query { gifts: [Gift] } type Gift { id: ID by: Person to: Person } type Person { id: ID name: String }");

describe("documents", () => {
  it("ask for the type names that the cache goes by, but not at the root", () => {
    expect(prepared("query Gifts { gifts { id by { name __typename } } }")).toBe("query Gifts{gifts{id by{name __typename}__typename}}");
  });

  it("carry each fragment once, however often it is spread, in one order", () => {
    const name = compose(prepared("fragment Name on Person { name }"));
    const person = compose(prepared("fragment Person on Person { id ...Name }"), [name]);
    const gifts = prepared("query Gifts { gifts { by { ...Person } to { ...Name } } }");
    const document = compose(gifts, [person, name]);
    expect(print(document)).toBe(print(compose(gifts, [name, person])));
    expect(validate(schema, parse(print(document)))).toEqual([]);
    expect(document.definitions).toMatchObject([{ operation: "query", name: { value: "Gifts" } }]);
  });

  it("are found in the sources where they stand", () => {
    const source = "const a = tag(`query A { a }`); tag(\n `fragment B on B { b }`, [C])".replaceAll("tag", "graphql");
    expect([...source.matchAll(documentPattern)]).toHaveLength(2);
  });
});
