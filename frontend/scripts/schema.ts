/** Joins the contract's files into one schema for the type generator and checks that it holds together. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync, existsSync } from "node:fs";
import { buildSchema, printSchema } from "graphql";
import { execFileSync } from "node:child_process";

const directory = new URL("../../schema/", import.meta.url);
const files = readdirSync(directory)
  .filter((name) => name.endsWith(".graphqls"))
  .sort();
const source = files.map((name) => readFileSync(new URL(name, directory), "utf8")).join("\n");
const printed = printSchema(buildSchema(source));

const cache = new URL("../node_modules/.cache/sanad/", import.meta.url);
const target = new URL("schema.graphql", cache);
const output = new URL("../src/lib/graphql-env.d.ts", import.meta.url);
mkdirSync(cache, { recursive: true });
const unchanged = existsSync(target) && readFileSync(target, "utf8") === printed && existsSync(output);
if (!unchanged) {
  writeFileSync(target, printed);
  execFileSync(new URL("../node_modules/.bin/gql.tada", import.meta.url).pathname, ["generate-output"], {
    cwd: new URL("..", import.meta.url).pathname,
    stdio: "inherit",
  });
}
