import { endPayment, expect, giveAsGuest, openCampaign, test } from "./fixtures.ts";

/** A second node on the same database, where there is one: `SANAD_SECOND_URL=http://localhost:8081`. */
const second = process.env.SANAD_SECOND_URL;

test("a bar moves by a gift made elsewhere", async ({ page, browser, language, request, baseURL }) => {
  const { slug } = await openCampaign(request, language, language === "en" ? 2 : 1);
  await page.goto(`/${language}/campaigns/${slug}`);
  const raised = page.locator("[data-testid=raised]:visible").first();
  await expect(raised).toBeVisible();
  const before = await raised.innerText();
  await page.waitForTimeout(1500);

  const other = await browser.newContext({ baseURL: second ?? baseURL ?? "" });
  const giver = await other.newPage();
  await giver.goto(`/${language}/campaigns/${slug}/give`);
  await giveAsGuest(giver, "elsewhere@example.org");
  await endPayment(giver, "APPROVE");
  await giver.waitForURL(/donations\/return/);
  await expect(raised).not.toHaveText(before, { timeout: 20_000 });
  await other.close();
});
