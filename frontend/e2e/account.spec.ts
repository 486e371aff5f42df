import type { Page } from "@playwright/test";
import { endPayment, expect, openCampaign, test } from "./fixtures.ts";
import { codeIn, letter, letters } from "./post.ts";
import { expectLanguage } from "./reading.ts";
import { totp } from "./totp.ts";

// One account lives through these tests, from its registration to its deletion: the next begins where the last one ended.
test.describe.configure({ mode: "serial" });

let email = "";
let password = "a-long-enough-passphrase-7";
/** Recovery codes that are still good. */
let recovery: string[] = [];

/** Presses the one button of the page that goes on. */
async function goOn(page: Page): Promise<void> {
  await page.locator("form button.primary").first().click();
}

/** Begins to sign in where the app sends a guest; the page that follows the password depends on the account. */
async function typePassword(page: Page, language: string, identifier = email, typed = password): Promise<void> {
  await page.goto(`/auth/login?return=/${language}/my-giving`);
  await page.waitForURL(/\/identity\/sign-in/);
  await page.locator("#identifier").fill(identifier);
  await page.locator("#password").fill(typed);
  await goOn(page);
}

test("register, verify the mail, sign in, give, and find the gift among one's own", async ({ page, language, request }) => {
  const { slug } = await openCampaign(request, language);
  email = `donor-${language}-${String(Date.now())}@example.org`;

  await page.goto(`/${language}/my-giving`);
  await page.locator("main a[href^='/auth/login']").click();
  await page.waitForURL(/\/identity\/sign-in/);
  await expectLanguage(page, language);
  await page.locator("a[href*='/register']").click();
  await goOn(page);
  await expect(page.locator("#email")).toHaveAttribute("aria-invalid", "true");
  await expectLanguage(page, language);
  await page.locator("#name").fill("Salma");
  await page.locator("#email").fill(email);
  await page.locator("#password").fill(password);
  await goOn(page);
  await page.waitForURL(/register\/verify/);
  await expectLanguage(page, language);

  const { links } = await letter(request, email, /register\/confirm/);
  await page.goto(links[0] ?? "");
  await expectLanguage(page, language);
  await goOn(page);
  await page.waitForLoadState();
  if (/sign-in/.test(page.url())) {
    await page.locator("#identifier").fill(email);
    await page.locator("#password").fill(password);
    await goOn(page);
  }
  await page.waitForURL(new RegExp(`/${language}/my-giving`));

  await page.goto(`/${language}/campaigns/${slug}/give`);
  await page.getByRole("radio").first().check();
  // Signed in, the account's address is enough.
  await page.locator("form button[type=submit]").last().click();
  await page.waitForURL(/sandbox-gateway/);
  await endPayment(page, "APPROVE");
  await page.waitForURL(/donations\/return/);
  await expect(page.locator('a[href*="/donations/receipt"]')).toBeVisible();

  await page.goto(`/${language}/my-giving`);
  await expect(page.locator("main li")).toHaveCount(1);
  await expectLanguage(page, language);
  await page.locator("main li a[href*='/donations/receipt']").click();
  await expect(page.locator("[data-testid=verify-link]")).toBeVisible();
  await expectLanguage(page, language);
});

test("a forgotten password is set anew by mail, once", async ({ page, language, request }) => {
  await typePassword(page, language, email, "not-the-passphrase-at-all");
  await expect(page.locator("#identifier")).toHaveAttribute("aria-invalid", "true");
  await expectLanguage(page, language);
  await page.locator("a[href*='password/forgot']").click();
  await expectLanguage(page, language);
  await page.locator("#email").fill(email);
  await goOn(page);
  await expectLanguage(page, language);

  const { links } = await letter(request, email, /password\/reset/);
  const [link = ""] = links;
  await page.goto(link);
  await expectLanguage(page, language);
  await page.locator("#password").fill("1234567890");
  await goOn(page);
  await expect(page.locator("#password")).toHaveAttribute("aria-invalid", "true");
  await expectLanguage(page, language);
  const before = password;
  password = "another-passphrase-of-mine-8";
  await page.locator("#password").fill(password);
  await goOn(page);
  await page.waitForURL(/sign-in/);
  await expectLanguage(page, language);
  await page.goto(link);
  await expect(page.locator("#password")).toHaveCount(0);
  await expectLanguage(page, language);

  await typePassword(page, language, email, before);
  await expect(page.locator("#identifier")).toHaveAttribute("aria-invalid", "true");
  await typePassword(page, language);
  await page.waitForURL(new RegExp(`/${language}/my-giving`));
});

test("an authenticator app guards the account, and a recovery code opens it once", async ({ page, browser, language, contextOptions }) => {
  await typePassword(page, language);
  await page.waitForURL(/my-giving/);
  await page.goto("/identity/account");
  await expectLanguage(page, language);
  await page.goto("/identity/account/authenticator");
  await expectLanguage(page, language);
  const secret = (await page.locator("#secret").innerText()).replace(/\s/g, "");
  await page.locator("#code").fill(totp(secret));
  await goOn(page);
  const codes = page.locator("ul.codes code");
  await expect(codes.first()).toBeVisible();
  await expectLanguage(page, language);
  recovery = await codes.allInnerTexts();
  const [once = ""] = recovery.splice(0, 1);

  const elsewhere = await (await browser.newContext({ ...contextOptions, locale: language })).newPage();
  await typePassword(elsewhere, language);
  await elsewhere.waitForURL(/sign-in\/second/);
  await expectLanguage(elsewhere, language);
  await elsewhere.locator("#code").fill(once);
  await goOn(elsewhere);
  await elsewhere.waitForURL(new RegExp(`/${language}/my-giving`));
  await elsewhere.context().clearCookies();
  await typePassword(elsewhere, language);
  await elsewhere.locator("#code").fill(once);
  await goOn(elsewhere);
  await expect(elsewhere.locator("#code")).toHaveAttribute("aria-invalid", "true");
  await expectLanguage(elsewhere, language);
  await elsewhere.locator("#code").fill(totp(secret, 1));
  await goOn(elsewhere);
  await elsewhere.waitForURL(new RegExp(`/${language}/my-giving`));
  await elsewhere.context().close();
});

/** Goes through the second factor by a recovery code: a code of the app counts once in half a minute, and a test shall not wait. */
async function typeCode(page: Page): Promise<void> {
  await page.waitForURL(/sign-in\/second/);
  const [code = ""] = recovery.splice(0, 1);
  await page.locator("#code").fill(code);
  await goOn(page);
  await page.waitForURL(/my-giving/);
}

test("signing out everywhere ends the sign-ins of other browsers", async ({ page, browser, language, contextOptions }) => {
  await typePassword(page, language);
  await typeCode(page);
  const elsewhere = await (await browser.newContext({ ...contextOptions, locale: language })).newPage();
  await typePassword(elsewhere, language);
  await typeCode(elsewhere);
  await elsewhere.goto("/identity/account/sign-ins");
  await expect(elsewhere.locator("ul.browsers li").nth(1)).toBeVisible();
  await expectLanguage(elsewhere, language);

  await page.goto("/identity/account/sign-ins");
  await page.locator("form[action$='end-all'] button").click();
  await page.waitForURL(/sign-in/);
  await expectLanguage(page, language);
  await elsewhere.goto("/identity/account");
  await elsewhere.waitForURL(/\/identity\/sign-in/);
  await elsewhere.context().close();
});

test("a phone number and a code are enough for an account", async ({ page, language, request }) => {
  const phone = `+9639${String(Date.now()).slice(-8)}`;
  await page.goto(`/auth/login?return=/${language}/my-giving`);
  await page.locator("a[href*='/sign-in/phone']").click();
  await expectLanguage(page, language);
  await page.locator("#phone").fill(phone);
  await goOn(page);
  await page.waitForURL(/sign-in\/code/);
  await expectLanguage(page, language);
  const code = codeIn(await letter(request, phone));
  await page.locator("#code").fill(code === "000000" ? "000001" : "000000");
  await goOn(page);
  await expect(page.locator("#code")).toHaveAttribute("aria-invalid", "true");
  await expectLanguage(page, language);
  await page.locator("#code").fill(code);
  await goOn(page);
  await page.waitForURL(/sign-in\/name/);
  await expectLanguage(page, language);
  await page.locator("#name").fill("Rana");
  await goOn(page);
  await page.waitForURL(new RegExp(`/${language}/my-giving`));
  await expectLanguage(page, language);
});

test("a deleted account is gone", async ({ page, language, request }) => {
  await typePassword(page, language);
  await typeCode(page);
  await page.goto("/identity/account/delete");
  await expectLanguage(page, language);
  await page.locator("form button.danger").click();
  await expect(page.locator("#agreed-refusal")).toBeVisible();
  await expectLanguage(page, language);
  await page.locator("#agreed").check();
  await page.locator("form button.danger").click();
  await page.waitForURL(/goodbye/);
  await expectLanguage(page, language);
  // What was written to the person goes too; the last word is that the account is deleted.
  await expect.poll(async () => (await letters(request, email)).length).toBe(1);
  await typePassword(page, language);
  await expect(page.locator("#identifier")).toHaveAttribute("aria-invalid", "true");
});
