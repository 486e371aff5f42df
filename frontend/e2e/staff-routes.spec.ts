import { audit } from "./audit.ts";
import { ask, expect } from "./fixtures.ts";
import { organization, test, type Role } from "./staff.ts";

interface Unverified {
  readonly organizations: { readonly nodes: readonly { readonly slug: string }[] };
}

const routes: readonly (readonly [string, Role, string])[] = [
  ["staff", "charity", "/staff"],
  ["staff-registrar", "registrar", "/staff"],
  ["staff-supervisor", "supervisor", "/staff"],
  ["staff-moderator", "moderator", "/staff"],
  ["staff-donor", "donor", "/staff"],
  ["staff-campaigns", "charity", organization],
  ["staff-new-campaign", "charity", `${organization}/campaigns/new`],
  ["staff-members", "charity", `${organization}/members`],
  ["staff-gifts", "finance", `${organization}/gifts`],
  ["staff-gifts-read", "supervisor", `${organization}/gifts`],
  ["staff-reconciliation", "finance", `${organization}/reconciliation`],
  ["staff-imports", "registrar", "/staff/imports"],
  ["staff-organizations", "registrar", "/staff/organizations"],
  ["staff-verification", "registrar", "/staff/organizations/:unverified/verification"],
  ["staff-moderation", "moderator", "/staff/moderation"],
  ["staff-elsewhere", "donor", "/staff/organizations"],
  ["invitation", "donor", "/invitation"],
];
for (const [name, role, path] of routes) {
  test(`${name}: axe finds nothing, in light and dark, on phone and desktop`, async ({ as, language, request }) => {
    const page = await as(role);
    const { organizations } = await ask<Unverified>(request, "{ organizations(filter: { verification: [UNVERIFIED] }, first: 1) { nodes { slug } } }");
    const address = `/${language}${path.replace(":unverified", organizations.nodes[0]?.slug ?? "none")}`;
    await audit(page, language, name, address, async () => {
      await page.locator("main h1").first().waitFor();
      await page.locator("main :is(form, table, a, h2, p)").first().waitFor();
      await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
    });
  });
}
