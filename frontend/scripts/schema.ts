/** Joins the contract's files into one schema for the type generator and checks that it holds together. */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
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
if (!existsSync(target) || readFileSync(target, "utf8") !== printed) writeFileSync(target, printed);
if (!existsSync(output) || statSync(output).mtimeMs < statSync(target).mtimeMs) {
  execFileSync(new URL("../node_modules/.bin/gql.tada", import.meta.url).pathname, ["generate-output"], {
    cwd: new URL("..", import.meta.url).pathname,
    stdio: "inherit",
  });
}
