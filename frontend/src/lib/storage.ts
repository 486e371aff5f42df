/** Reads from a web storage; null where it is blocked or holds nothing. */
export function readStored(storage: "localStorage" | "sessionStorage", key: string): unknown {
  try {
    const text = window[storage].getItem(key);
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

/** Writes to a web storage; does nothing where it is blocked or full. */
export function writeStored(storage: "localStorage" | "sessionStorage", key: string, value: unknown): void {
  try {
    if (value === null) window[storage].removeItem(key);
    else window[storage].setItem(key, JSON.stringify(value));
  } catch {
    // Private windows refuse: the app works without what it would have remembered.
  }
}
