import AxeBuilder from "@axe-core/playwright";
import { expect, openCampaign, test } from "./fixtures.ts";

test("a session that ends in the middle of a form is taken up again beside it, and nothing typed is lost", async ({ page, context, language, request }) => {
  const { slug } = await openCampaign(request, language);
  const signIn = async (at: typeof page) => {
    await at.locator("#identifier").fill("donor@demo.sanad.example");
    await at.locator("#password").fill("sanad-demo-2026");
    await at.locator("form button.primary").click();
  };
  await page.goto(`/auth/login?return=/${language}/campaigns/${slug}/give`);
  await signIn(page);
  await page.waitForURL(/\/give$/);
  await page.getByRole("radio").first().check();
  await page.locator("#donorName").fill("Salma");
  await expect(page.locator("#contact-hint")).toBeVisible();

  await context.clearCookies();
  await page.locator("form button[type=submit]").last().click();
  const dialog = page.locator("dialog[open]");
  await expect(dialog).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).include("dialog").analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);

  const [tab] = await Promise.all([page.waitForEvent("popup"), dialog.locator("a").click()]);
  await tab.waitForURL(/identity\/sign-in/);
  await Promise.all([tab.waitForEvent("close"), signIn(tab)]);
  await page.waitForURL(/sandbox-gateway/);
});
