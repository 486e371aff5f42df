/** Stands in for the package of this name, which carries what React has had since 18. */
import { useMemo, useSyncExternalStore } from "react";

export { useSyncExternalStore };

/** Reads a part; the same object as before where the part is equal, so that nothing renders for a change elsewhere. */
function partReader<Whole, Part>(read: () => Whole, select: (whole: Whole) => Part, isEqual: (left: Part, right: Part) => boolean): () => Part {
  let known: { readonly whole: Whole; readonly part: Part } | undefined;
  return () => {
    const whole = read();
    if (known && Object.is(known.whole, whole)) return known.part;
    const part = select(whole);
    known = { whole, part: known && isEqual(known.part, part) ? known.part : part };
    return known.part;
  };
}

export function useSyncExternalStoreWithSelector<Whole, Part>(
  subscribe: (listener: () => void) => () => void,
  read: () => Whole,
  _readOnServer: unknown,
  select: (whole: Whole) => Part,
  isEqual: (left: Part, right: Part) => boolean,
): Part {
  return useSyncExternalStore(
    subscribe,
    useMemo(() => partReader(read, select, isEqual), [read, select, isEqual]),
  );
}
