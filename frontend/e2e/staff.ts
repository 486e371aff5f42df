import type { Page } from "@playwright/test";
import { test as base } from "./fixtures.ts";
import { totp } from "./totp.ts";

/** The demo's accounts and the secrets of their second factors, as the server prints them at its start; a donor has none. */
const secrets = {
  donor: "",
  charity: "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
  finance: "KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU",
  registrar: "MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK",
  supervisor: "NBSWY3DPFQQHO33SNBSWY3DPFQQHO33S",
  moderator: "ONQW4YLEFVSGK3LPONQW4YLEFVSGK3LP",
} as const;

export type Role = keyof typeof secrets;
export const roles = Object.keys(secrets) as Role[];

/** Where the body that the demo's staff work for has its workplace. */
export const organization = "/staff/organizations/ayn-alzaytoun";

/** Where the sign-in of a role is kept. A code of an authenticator counts once, so that each role signs in once for all tests. */
export function keptSignIn(role: Role): string {
  return new URL(`output/sign-ins/${role}.json`, import.meta.url).pathname;
}

/** Signs a member of the staff in. */
export async function signIn(page: Page, role: Role): Promise<void> {
  await page.goto("/auth/login?return=/en/staff");
  await page.locator("#identifier").fill(`${role}@demo.sanad.example`);
  await page.locator("#password").fill("sanad-demo-2026");
  await page.locator("form button.primary").click();
  // Where the present code was used a moment ago, the next one counts.
  for (const later of secrets[role] ? [0, 1] : []) {
    await page.waitForURL(/sign-in\/second/);
    await page.locator("#code").fill(totp(secrets[role], later));
    await Promise.all([page.waitForEvent("load"), page.locator("form button.primary").first().click()]);
    if (new URL(page.url()).pathname.endsWith("/staff")) break;
  }
  await page.waitForURL(/\/en\/staff$/);
}

/** With `as`, a page of somebody who is signed in. */
export const test = base.extend<{ readonly as: (role: Role) => Promise<Page> }>({
  as: async ({ browser, language, contextOptions }, use) => {
    const opened: Page[] = [];
    await use(async (role) => {
      const context = await browser.newContext({ ...contextOptions, locale: language, storageState: keptSignIn(role) });
      const page = await context.newPage();
      opened.push(page);
      return page;
    });
    for (const page of opened) await page.context().close();
  },
});
