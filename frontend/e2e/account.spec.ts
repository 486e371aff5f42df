import { endPayment, expect, openCampaign, test } from "./fixtures.ts";

test("register, verify the mail, sign in, give, and find the gift among one's own", async ({ page, context, language, request }) => {
  const { slug } = await openCampaign(request, language);
  const email = `donor-${language}-${String(Date.now())}@example.org`;
  const password = "a-long-enough-passphrase-7";

  await page.goto(`/${language}/my-giving`);
  await page.locator("main a[href^='/auth/login']").click();
  await page.waitForURL(/\/identity\/sign-in/);
  await expect(page.locator("html")).toHaveAttribute("lang", language);
  await page.locator("a[href*='/register']").click();
  await page.locator("#name").fill("Salma");
  await page.locator("#email").fill(email);
  await page.locator("#password").fill(password);
  await page.locator("form button.primary").click();
  await page.waitForURL(/register/);

  const outbox = await context.newPage();
  await outbox.goto("/identity/outbox");
  const link = await outbox.locator("article.message", { hasText: email }).first().locator("a").first().getAttribute("href");
  await outbox.close();
  expect(link).toBeTruthy();
  await page.goto(link ?? "");
  const confirm = page.locator("form button.primary");
  await confirm.click();
  await page.waitForLoadState();
  if (/sign-in/.test(page.url())) {
    await page.locator("#identifier").fill(email);
    await page.locator("#password").fill(password);
    await page.locator("form button.primary").click();
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
  await page.locator("main li a[href*='/donations/receipt']").click();
  await expect(page.locator("[data-testid=verify-link]")).toBeVisible();
});
