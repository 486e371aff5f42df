import { audit } from "./audit.ts";
import { endPayment, expect, giveAsGuest, openCampaign } from "./fixtures.ts";
import { test } from "./staff.ts";

/** Pages of identity, which no part of the app draws. */
const guests: readonly (readonly [string, string])[] = [
  ["sign-in", "/identity/sign-in"],
  ["sign-in-phone", "/identity/sign-in/phone"],
  ["register", "/identity/register"],
  ["password-forgot", "/identity/password/forgot"],
];
const donors: readonly (readonly [string, string])[] = [
  ["account", "/identity/account"],
  ["account-sign-ins", "/identity/account/sign-ins"],
  ["account-authenticator", "/identity/account/authenticator"],
  ["account-delete", "/identity/account/delete"],
];

for (const [name, address] of guests) {
  test(`${name}: axe finds nothing, in light and dark, on phone and desktop`, async ({ page, language }) => {
    await audit(page, language, name, `${address}?lang=${language}`, () => page.locator("h1").first().waitFor());
  });
}
for (const [name, address] of donors) {
  test(`${name}: axe finds nothing, in light and dark, on phone and desktop`, async ({ as, language }) => {
    const page = await as("donor");
    await audit(page, language, name, `${address}?lang=${language}`, () => page.locator("h1").first().waitFor());
  });
}

test("from the gateway to a receipt that is verified: axe finds nothing, in light and dark, on phone and desktop", async ({ page, language, request }) => {
  test.setTimeout(150_000);
  const { slug } = await openCampaign(request, language);
  await page.goto(`/${language}/campaigns/${slug}/give`);
  await giveAsGuest(page);
  const gateway = page.url();
  await audit(page, language, "sandbox-gateway", gateway, () => page.locator("h1").first().waitFor());
  await endPayment(page, "APPROVE");
  await page.waitForURL(/donations\/return/);
  await page.locator('a[href*="/donations/receipt"]').click();
  const check = page.locator("[data-testid=verify-link]");
  await expect(check).toBeVisible();
  await audit(page, language, "receipt-issued", page.url(), () => check.waitFor());
  await check.click();
  await expect(page.locator("[data-testid=verification]")).toBeVisible();
  await audit(page, language, "verify-issued", page.url(), () => page.locator("[data-testid=verification]").waitFor());
});

test("my-giving-signed-in: axe finds nothing, in light and dark, on phone and desktop", async ({ as, language }) => {
  const page = await as("donor");
  await audit(page, language, "my-giving-signed-in", `/${language}/my-giving`, () => page.locator("main li").first().waitFor());
});
