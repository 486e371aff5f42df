import { audit } from "./audit.ts";
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

for (const [name, path] of routes) {
  test(`${name}: axe finds nothing, in light and dark, on phone and desktop`, async ({ page, language, request }) => {
    test.setTimeout(150_000);
    const { slug } = await openCampaign(request, language);
    const found = await ask<Organizations>(request, "{ organizations(first: 1) { nodes { slug } } }");
    const address = `/${language}${path({ campaign: slug, organization: found.organizations.nodes[0]?.slug ?? "none" })}`;
    await audit(page, language, name, address, async () => {
      await page.locator("main h1").first().waitFor();
      // Live pages never fall silent: the skeletons' going is what tells that they are ready.
      await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
    });
  });
}
