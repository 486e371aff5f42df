import type { initGraphQLTada, readFragment as readTadaFragment } from "gql.tada";
import { compose } from "./documents";
import type { introspection } from "./graphql-env";

interface Contract {
  introspection: introspection;
  scalars: {
    DateTime: string;
    Date: string;
    Decimal: string;
    URL: string;
    CurrencyCode: string;
  };
}

/** Types documents against the contract; fragments stay masked, so that a component sees only the fields it asked for. */
export const graphql = compose as unknown as ReturnType<typeof initGraphQLTada<Contract>>;

/** Opens a masked fragment to the component that asked for it. */
export const readFragment = ((_fragment: unknown, data: unknown) => data) as typeof readTadaFragment;

export type { FragmentOf, ResultOf, VariablesOf } from "gql.tada";
