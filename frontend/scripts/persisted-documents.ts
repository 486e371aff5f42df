/**
 * Writes `dist/persisted-documents.json`: every document that the app can send, by the SHA-256 of its text, with the fragments it
 * spreads. A server may accept these alone.
 */
import { createHash } from "node:crypto";
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { buildSchema, parse, validate } from "graphql";
import { documentPattern, prepared } from "./documents.ts";

const root = new URL("../src/", import.meta.url).pathname;
const fragments = new Map<string, string>();
const operations: string[] = [];

for (const file of globSync("**/*.{ts,tsx}", { cwd: root })) {
  if (file.includes(".test.")) continue;
  for (const match of readFileSync(root + file, "utf8").matchAll(documentPattern)) {
    const text = prepared(match[1] ?? "");
    const name = /^fragment (\w+)/.exec(text)?.[1];
    if (name) fragments.set(name, text);
    else operations.push(text);
  }
}

function spreads(text: string, found = new Set<string>()): Set<string> {
  for (const [, name = ""] of text.matchAll(/\.\.\.(?!on\b)(\w+)/g)) {
    const fragment = fragments.get(name);
    if (!fragment) throw new Error(`no fragment ${name}`);
    if (found.has(fragment)) continue;
    found.add(fragment);
    spreads(fragment, found);
  }
  return found;
}

const schema = buildSchema(readFileSync(new URL("../node_modules/.cache/sanad/schema.graphql", import.meta.url), "utf8"));
const manifest: Record<string, string> = {};
for (const operation of operations) {
  // In the order in which the app joins them.
  const text = [operation, ...[...spreads(operation)].sort()].join("");
  const [problem] = validate(schema, parse(text));
  if (problem) throw problem;
  manifest[createHash("sha256").update(text).digest("hex")] = text;
}
writeFileSync(new URL("../dist/persisted-documents.json", import.meta.url), JSON.stringify(manifest, null, 1));
console.log(`${String(Object.keys(manifest).length)} documents`);
