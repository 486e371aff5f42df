/**
 * The secret of a gift travels behind the `#`, which no server ever sees: `#secret=…`, or the bare secret. Null where there is none.
 */
export function secretOfHash(hash: string): string | null {
  const text = hash.replace(/^#/, "");
  if (text === "") return null;
  const named = new URLSearchParams(text).get("secret");
  if (named) return named;
  return /^[\w-]{16,128}$/.test(text) ? text : null;
}
