import AxeBuilder from "@axe-core/playwright";
import { mkdirSync } from "node:fs";
import { ask, expect, openCampaign, test } from "./fixtures.ts";

interface Organizations {
  readonly organizations: { readonly nodes: readonly { readonly slug: string }[] };
}

const routes: readonly (readonly [string, (slugs: { campaign: string; organization: string }) => string])[] = [
  ["home", () => ""],
  ["campaigns", () => "/campaigns"],
  ["campaigns-filtered", () => "/campaigns?sector=%5B%22HEALTH%22%5D&order=MOST_GIVEN"],
  ["campaigns-none", () => "/campaigns?q=zzzzqqqq"],
  ["campaign", ({ campaign }) => `/campaigns/${campaign}`],
  ["give", ({ campaign }) => `/campaigns/${campaign}/give`],
  ["organizations", () => "/organizations"],
  ["organization", ({ organization }) => `/organizations/${organization}`],
  ["donation-return", () => "/donations/return"],
  ["receipt", () => "/donations/receipt"],
  ["verify", () => "/verify"],
  ["verify-unknown", () => "/verify/ABCDE12345"],
  ["my-giving", () => "/my-giving"],
  ["find-my-gift", () => "/find-my-gift"],
  ["not-found", () => "/nowhere/at/all"],
];

const shots = new URL("output/screens/", import.meta.url).pathname;

for (const [name, path] of routes) {
  test(`${name}: axe finds nothing, in light and dark, on phone and desktop`, async ({ page, language, request }) => {
    // Four visits and four audits, on a machine that may be busy.
    test.setTimeout(150_000);
    const { slug } = await openCampaign(request, language);
    const found = await ask<Organizations>(request, "{ organizations(first: 1) { nodes { slug } } }");
    const address = `/${language}${path({ campaign: slug, organization: found.organizations.nodes[0]?.slug ?? "none" })}`;
    mkdirSync(shots, { recursive: true });
    for (const theme of ["light", "dark"] as const) {
      for (const width of [360, 1280]) {
        await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
        await page.setViewportSize({ width, height: width === 360 ? 780 : 900 });
        await page.goto(address);
        await page.locator("main h1").first().waitFor();
        // Live pages never fall silent: the skeletons' going is what tells that they are ready.
        await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
        await page.waitForTimeout(400);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        expect(overflow, `${name} at ${String(width)} px scrolls sideways`).toBeLessThanOrEqual(0);
        await page.screenshot({ path: `${shots}${name}-${language}-${theme}-${String(width)}.png`, fullPage: true });
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`)).toEqual([]);
      }
    }
  });
}
