import { graphql, readFragment, type FragmentOf } from "../lib/graphql";
import type { MoneyOptions } from "../lib/format/money";
import { useFormat } from "../lib/format/use-format";

export const MoneyFragment = graphql(`
  fragment MoneyParts on Money {
    amount
    currency
    denominatedSince
  }
`);

export type MoneyRef = FragmentOf<typeof MoneyFragment>;

/** A sum as the reader writes it, kept together and isolated. */
export function Money({ value, ...options }: { readonly value: MoneyRef } & MoneyOptions) {
  const format = useFormat();
  return <bdi className="whitespace-nowrap">{format.money(readFragment(MoneyFragment, value), options)}</bdi>;
}
