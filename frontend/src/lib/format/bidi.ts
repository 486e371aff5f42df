/** Isolates a value inside a running text, so that its direction leaves its neighbours alone. For attributes; elements use `<bdi>`. */
export function isolate(text: string): string {
  return `\u2068${text}\u2069`;
}
