/**
 * Writes `dist/persisted-documents.json`: every document that the app can send, by the SHA-256 of its text, with the fragments it
 * spreads. A server may accept these alone.
 */
import { createHash } from "node:crypto";
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { Kind, parse, print, visit, type DocumentNode, type FragmentDefinitionNode } from "graphql";

const root = new URL("../src/", import.meta.url).pathname;
const fragments = new Map<string, FragmentDefinitionNode>();
const operations: DocumentNode[] = [];

for (const file of globSync("**/*.{ts,tsx}", { cwd: root })) {
  if (file.includes(".test.")) continue;
  for (const match of readFileSync(root + file, "utf8").matchAll(/graphql\(\s*`([^`]+)`/g)) {
    const document = parse(match[1] ?? "");
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
      else operations.push({ ...document, definitions: [definition] });
    }
  }
}

function spreads(document: DocumentNode, found = new Set<string>()): Set<string> {
  visit(document, {
    FragmentSpread({ name }) {
      if (found.has(name.value)) return;
      found.add(name.value);
      const fragment = fragments.get(name.value);
      if (!fragment) throw new Error(`no fragment ${name.value}`);
      spreads({ kind: document.kind, definitions: [fragment] }, found);
    },
  });
  return found;
}

const manifest: Record<string, string> = {};
for (const operation of operations) {
  const used = [...spreads(operation)].sort().map((name) => fragments.get(name)).filter((fragment) => fragment !== undefined);
  const text = print({ ...operation, definitions: [...operation.definitions, ...used] });
  manifest[createHash("sha256").update(text).digest("hex")] = text;
}
writeFileSync(new URL("../dist/persisted-documents.json", import.meta.url), JSON.stringify(manifest, null, 1));
console.log(`${String(Object.keys(manifest).length)} documents`);
