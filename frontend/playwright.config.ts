import { defineConfig } from "@playwright/test";
import { existsSync } from "node:fs";
import type { Options } from "./e2e/fixtures.ts";

const chromium = process.env.CHROMIUM ?? (existsSync("/usr/bin/chromium") ? "/usr/bin/chromium" : undefined);

/** Browser tests against a running Sanad (`make e2e` starts one): each journey in the three languages. */
export default defineConfig<Options>({
  testDir: "e2e",
  outputDir: "e2e/output/results",
  timeout: 60_000,
  expect: { timeout: 10_000 },
  workers: Number(process.env.E2E_WORKERS ?? 2),
  retries: 0,
  reporter: [["list"], ["html", { outputFolder: "e2e/output/report", open: "never" }]],
  use: {
    baseURL: process.env.BASE_URL ?? "http://localhost:8080",
    // Calls, network and console; a picture of each step would cost a fifth of the time.
    trace: { mode: "retain-on-failure", screenshots: false, snapshots: false, sources: false },
    launchOptions: { ...(chromium ? { executablePath: chromium } : {}), args: ["--no-sandbox", "--disable-gpu"] },
    timezoneId: "Asia/Damascus",
  },
  projects: [
    { name: "contract", testMatch: "graphql-http.spec.ts" },
    { name: "sign-in", testMatch: "sign-in.setup.ts" },
    ...(["ar", "fa", "en"] as const).map((language) => ({
      name: language,
      testIgnore: "graphql-http.spec.ts",
      dependencies: ["sign-in"],
      use: { language, locale: language },
    })),
  ],
});
