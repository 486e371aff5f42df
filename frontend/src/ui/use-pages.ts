import { useCallback, useEffect, useRef, useState } from "react";

/** Cursors of the pages that a list had shown, so that coming back finds it as it was left. */
const remembered = new Map<string, readonly (string | null)[]>();

/** The pages of an endless list: the first, and each that was asked for since. */
export function usePages(key: string) {
  const [state, setState] = useState(() => ({ key, cursors: remembered.get(key) ?? [null] }));
  const cursors = state.key === key ? state.cursors : (remembered.get(key) ?? [null]);
  const add = useCallback(
    (cursor: string) => {
      const known = remembered.get(key) ?? [null];
      if (known.includes(cursor)) return;
      const next = [...known, cursor];
      remembered.set(key, next);
      setState({ key, cursors: next });
    },
    [key],
  );
  return { cursors, add };
}

/** Calls back when the element comes near the screen: once for each mount. */
export function useNear<T extends Element>(onNear: () => void, enabled: boolean) {
  const element = useRef<T>(null);
  const callback = useRef(onNear);
  useEffect(() => {
    callback.current = onNear;
  });
  useEffect(() => {
    if (!enabled || !element.current) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) {
          observer.disconnect();
          callback.current();
        }
      },
      { rootMargin: "400px" },
    );
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [enabled]);
  return element;
}
