import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";

// Lighthouse on a phone (its slow 4G and slow processor) for the pages that a donor meets first, in Arabic: the median of three runs each.
// It asserts nothing: figures depend on the machine, which should be idle. `make lighthouse` starts a Sanad of its own for it.

const base = process.env.SANAD_URL ?? "http://localhost:8080";
const chromium = process.env.CHROMIUM ?? (existsSync("/usr/bin/chromium") ? "/usr/bin/chromium" : undefined);
const output = new URL("../e2e/output/lighthouse/", import.meta.url).pathname;
mkdirSync(output, { recursive: true });

interface Report {
  readonly categories: Readonly<Record<string, { readonly title: string; readonly score: number }>>;
  readonly audits: Readonly<Record<string, { readonly displayValue?: string }>>;
}

interface Open {
  readonly data: { readonly campaigns: { readonly nodes: readonly { readonly slug: string; readonly closedFor: string | null }[] } };
}

/** A campaign that takes gifts, once there is one: a new Sanad's demo is still flowing in. */
async function openCampaign(): Promise<string> {
  for (;;) {
    const response = await fetch(`${base}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: "{ campaigns(first: 20) { nodes { slug closedFor } } }" }),
    });
    const { data } = (await response.json()) as Open;
    const open = data.campaigns.nodes.find(({ closedFor }) => closedFor === null);
    if (open) return open.slug;
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

function audited(address: string, file: string, tries = 3): Report {
  const run = spawnSync(
    "npx",
    [
      ...["--yes", "lighthouse@13.5.0", `${base}${address}`],
      ...["--quiet", "--output=json", `--output-path=${file}`, "--only-categories=performance,accessibility,best-practices,seo"],
      "--chrome-flags=--headless=new --no-sandbox",
    ],
    { stdio: ["ignore", "inherit", "inherit"], env: { ...process.env, ...(chromium ? { CHROME_PATH: chromium } : {}) } },
  );
  if (run.status === 0) return JSON.parse(readFileSync(file, "utf8")) as Report;
  // Now and then it records no trace, and asks to be run again.
  if (tries > 1) return audited(address, file, tries - 1);
  throw new Error(`lighthouse ended with ${String(run.status)} on ${address}`);
}

const slug = await openCampaign();
for (const [name, address] of [
  ["home", "/ar"],
  ["campaign", `/ar/campaigns/${slug}`],
  ["give", `/ar/campaigns/${slug}/give`],
] as const) {
  const runs = [1, 2, 3].map((run) => audited(address, `${output}${name}-${String(run)}.json`));
  const score = (category: string) => runs.map(({ categories }) => Math.round((categories[category]?.score ?? 0) * 100)).sort((a, b) => a - b)[1] ?? 0;
  const median = runs.find(({ categories }) => Math.round((categories.performance?.score ?? 0) * 100) === score("performance")) ?? runs[0];
  const shown = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift"];
  console.log(
    ` ${name.padEnd(9)}`,
    ["performance", "accessibility", "best-practices", "seo"].map((category) => `${category} ${String(score(category))}`).join("  "),
    ` (${shown.map((id) => `${id} ${median?.audits[id]?.displayValue ?? "?"}`).join(", ")})`,
  );
}
