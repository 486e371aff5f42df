import AxeBuilder from "@axe-core/playwright";
import type { Browser, Page } from "@playwright/test";
import { createHmac } from "node:crypto";
import { mkdirSync } from "node:fs";
import { test as base, endPayment, expect, giveAsGuest } from "./fixtures.ts";

/** The demo's staff and the secrets of their second factors, as the server prints them at its start. */
const secrets = {
  charity: "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
  finance: "KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU",
  registrar: "MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK",
  moderator: "ONQW4YLEFVSGK3LPONQW4YLEFVSGK3LP",
} as const;
type Role = keyof typeof secrets;

/** A code of RFC 6238: six digits for the half minute that lies `later` half minutes ahead. */
function code(secret: string, later = 0): string {
  const bits = Array.from(secret, (sign) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(sign).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + later));
  const digest = createHmac("sha1", key).update(counter).digest();
  const number = digest.readUInt32BE((digest.at(-1) ?? 0) & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}

/** Signs a member of the staff in. A code counts once, so that the next one is tried where the present one was used. */
async function signIn(page: Page, role: Role, language: string): Promise<void> {
  await page.goto(`/auth/login?return=/${language}/staff`);
  await page.locator("#identifier").fill(`${role}@demo.sanad.example`);
  await page.locator("#password").fill("sanad-demo-2026");
  await page.locator("form button.primary").click();
  await page.waitForURL(/sign-in\/second/);
  for (const later of [0, 1]) {
    await page.locator("#code").fill(code(secrets[role], later));
    await Promise.all([page.waitForEvent("load"), page.locator("form button.primary").first().click()]);
    if (new URL(page.url()).pathname.endsWith("/staff")) break;
  }
  await page.waitForURL(new RegExp(`/${language}/staff$`));
}

type State = Awaited<ReturnType<Awaited<ReturnType<Browser["newContext"]>>["storageState"]>>;
const signedIn = new Map<string, State>();

/** Each role signs in once for all tests of a language. */
const test = base.extend<{ readonly as: (role: Role) => Promise<Page> }>({
  as: async ({ browser, language, contextOptions }, use) => {
    const opened: Page[] = [];
    await use(async (role) => {
      const key = `${role} ${language}`;
      const context = await browser.newContext({ ...contextOptions, locale: language, storageState: signedIn.get(key) });
      const page = await context.newPage();
      opened.push(page);
      if (!signedIn.has(key)) {
        await signIn(page, role, language);
        signedIn.set(key, await context.storageState());
      }
      return page;
    });
    for (const page of opened) await page.context().close();
  },
});

const organization = "/staff/organizations/ayn-alzaytoun";

async function confirmed(page: Page): Promise<void> {
  const dialog = page.locator("dialog[open]");
  await dialog.getByRole("button").last().click();
  await expect(dialog).toHaveCount(0);
}

/** A campaign of the body's own, saved as a draft; answers its address in the workplace. */
async function draft(page: Page, language: string, title: string): Promise<string> {
  await page.goto(`/${language}${organization}/campaigns/new`);
  await page.locator("form button[type=submit]").click();
  const summary = page.getByRole("alert");
  await expect(summary).toBeFocused();
  await summary.getByRole("link").first().click();
  await expect(page.locator("#field-fields-title")).toBeFocused();
  await page.locator("#field-fields-title").fill(title);
  await page.locator("#field-summary").fill(title);
  await page.locator("#field-story").fill(title);
  await page.locator("#field-fields-goal").fill("50000");
  await page.locator("#field-minimumGift").fill("100");
  await page.locator("#field-presets input").nth(0).fill("100");
  await page.locator("#field-presets input").nth(1).fill("500");
  await page.locator("#field-refundPolicy").fill(title);
  await page.locator("form button[type=submit]").click();
  await page.waitForURL((url) => /\/campaigns\/(?!new)/.test(url.pathname));
  return page.url();
}

/** Presses the action of the editor's head that stands at the place, and says yes. */
async function act(page: Page, place: "first" | "last"): Promise<void> {
  const actions = page.getByTestId("campaign-actions").locator(":scope > button");
  await (place === "first" ? actions.first() : actions.last()).click();
  await confirmed(page);
}

test("a manager drafts a campaign, publishes, pauses, resumes and closes it", async ({ as, language }) => {
  const page = await as("charity");
  await draft(page, language, `Wells ${String(Date.now())}`);
  const actions = page.getByTestId("campaign-actions").locator(":scope > button");
  await expect(actions).toHaveCount(1);
  await act(page, "first");
  await expect(actions).toHaveCount(2);
  const pause = await actions.first().textContent();
  await act(page, "first");
  await expect(actions.first()).not.toHaveText(pause ?? "");
  await act(page, "last");
  await expect(actions.first()).toHaveText(pause ?? "");
  await act(page, "last");
  await expect(actions).toHaveCount(0);
});

test("finance finds a gift and pays it back", async ({ as, page: guest, language }) => {
  const manager = await as("charity");
  const address = await draft(manager, language, `Medicine ${String(Date.now())}`);
  await act(manager, "first");
  const slug = address.split("/").at(-1) ?? "";
  await guest.goto(`/${language}/campaigns/${slug}/give`);
  await giveAsGuest(guest);
  await endPayment(guest, "APPROVE");
  await guest.waitForURL(/donations\/return/);
  await expect(guest.locator('a[href*="/donations/receipt"]')).toBeVisible();

  const page = await as("finance");
  await page.goto(`/${language}${organization}`);
  await page.waitForURL(/\/gifts/);
  await page.getByRole("search").getByRole("combobox").selectOption("SUCCEEDED");
  await page.waitForURL(/state=SUCCEEDED/);
  const newest = page.locator("tbody tr").first();
  const reference = (await newest.locator("bdi.font-mono").textContent()) ?? "";
  await page.getByRole("searchbox").fill(reference);
  await page.getByRole("search").getByRole("button").click();
  await expect(page.locator("tbody tr")).toHaveCount(1);
  await newest.getByRole("button").click();
  await confirmed(page);
  await page.goto(`/${language}${organization}/gifts?state=REFUNDED`);
  await expect(page.locator("tbody tr").first()).toContainText(reference);
});

test("a registrar sees what an import would do", async ({ as, language }) => {
  const page = await as("registrar");
  await page.goto(`/${language}/staff/imports`);
  const id = `XM-TEST-${language}-${String(Date.now())}`;
  const file = `<?xml version="1.0" encoding="UTF-8"?>
<iati-activities version="2.03"><iati-activity default-currency="USD">
<iati-identifier>${id}-1</iati-identifier>
<reporting-org ref="${id}" type="22"><narrative xml:lang="en">Test body</narrative></reporting-org>
<title><narrative xml:lang="en">A well</narrative></title>
<description><narrative xml:lang="en">A well for a village.</narrative></description>
<participating-org ref="${id}" type="22" role="4"><narrative xml:lang="en">Test body</narrative></participating-org>
<activity-status code="2"/><activity-date type="2" iso-date="2026-01-10"/>
<recipient-country code="SY"/><sector vocabulary="1" code="14030"/>
</iati-activity></iati-activities>`;
  await page.locator("input[type=file]").setInputFiles({ name: "well.xml", mimeType: "application/xml", buffer: Buffer.from(file) });
  await page.locator("main button").first().click();
  const preview = page.locator("main section");
  await expect(preview.locator("table").first().locator("tbody tr")).toHaveCount(3);
  await expect(preview.getByRole("progressbar")).toHaveCount(0);
});

const routes: readonly (readonly [string, Role, string])[] = [
  ["staff", "charity", "/staff"],
  ["staff-campaigns", "charity", organization],
  ["staff-new-campaign", "charity", `${organization}/campaigns/new`],
  ["staff-members", "charity", `${organization}/members`],
  ["staff-gifts", "finance", `${organization}/gifts`],
  ["staff-reconciliation", "finance", `${organization}/reconciliation`],
  ["staff-imports", "registrar", "/staff/imports"],
  ["staff-organizations", "registrar", "/staff/organizations"],
  ["staff-verification", "registrar", `${organization}/verification`],
  ["staff-moderation", "moderator", "/staff/moderation"],
];
const shots = new URL("output/screens/", import.meta.url).pathname;

for (const [name, role, path] of routes) {
  test(`${name}: axe finds nothing, on phone and desktop`, async ({ as, language }) => {
    mkdirSync(shots, { recursive: true });
    const page = await as(role);
    await page.emulateMedia({ reducedMotion: "reduce" });
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: width === 360 ? 780 : 900 });
      await page.goto(`/${language}${path}`);
      await page.locator("main h1").first().waitFor();
      await page.locator("main :is(form, table, a, h2, p)").first().waitFor();
      await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(overflow, `${name} at ${String(width)} px scrolls sideways`).toBeLessThanOrEqual(0);
      await page.screenshot({ path: `${shots}${name}-${language}-light-${String(width)}.png`, fullPage: true });
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`)).toEqual([]);
    }
  });
}
