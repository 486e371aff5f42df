import { initGraphQLTada } from "gql.tada";
import type { introspection } from "./graphql-env";

/** Types documents against the contract; fragments stay masked, so that a component sees only the fields it asked for. */
export const graphql = initGraphQLTada<{
  introspection: introspection;
  scalars: {
    DateTime: string;
    Date: string;
    Decimal: string;
    URL: string;
    CurrencyCode: string;
  };
}>();

export { readFragment } from "gql.tada";
export type { FragmentOf, ResultOf, VariablesOf } from "gql.tada";
