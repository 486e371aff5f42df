import { expect, openCampaign, test } from "./fixtures.ts";

test("the language changes in place and keeps what was typed", async ({ page, language, request }) => {
  const { slug } = await openCampaign(request, language);
  const other = language === "en" ? "ar" : "en";
  await page.goto(`/${language}/campaigns/${slug}/give`);
  await page.locator("#contact").fill("typed@example.org");
  await page.locator(`footer a[lang=${other}]`).click();
  await expect(page.locator("html")).toHaveAttribute("lang", other);
  await expect(page.locator("html")).toHaveAttribute("dir", other === "en" ? "ltr" : "rtl");
  expect(new URL(page.url()).pathname).toBe(`/${other}/campaigns/${slug}/give`);
  await expect(page.locator("#contact")).toHaveValue("typed@example.org");
});

test("calendar and digits are chosen apart from the language, and are remembered", async ({ page, language, request }) => {
  const { slug } = await openCampaign(request, language);
  await page.goto(`/${language}/campaigns/${slug}`);
  await page.locator("header summary").first().click();
  const selects = page.locator("header select");
  await selects.nth(1).selectOption("persian");
  await expect(page.locator("[data-testid=raised]:visible").first()).toContainText(/[۰-۹]/);
  await selects.nth(1).selectOption("latin");
  await expect(page.locator("[data-testid=raised]:visible").first()).toContainText(/[0-9]/);
  await page.reload();
  await expect(page.locator("[data-testid=raised]:visible").first()).toContainText(/[0-9]/);
});

test("filters stand in the address and survive going back", async ({ page, language }) => {
  await page.goto(`/${language}/campaigns`);
  await page.locator("main details summary").click();
  await page.locator("main button[aria-pressed]").first().click();
  await expect(page).toHaveURL(/sector=/);
  await page.locator("article a").first().click();
  await page.waitForURL(/\/campaigns\/[^?]+$/);
  await page.goBack();
  await expect(page).toHaveURL(/sector=/);
  await expect(page.locator("main button[aria-pressed=true]")).toHaveCount(1);
});

test("a dead line is said, and a failed page offers to try again", async ({ page, context, language }) => {
  await page.goto(`/${language}/campaigns`);
  await page.locator("article").first().waitFor();
  await context.setOffline(true);
  await expect(page.getByRole("status").filter({ hasText: /./ }).first()).toBeVisible();
  await context.setOffline(false);
  await page.route("**/graphql*", (route) => route.fulfill({ status: 503, body: "" }));
  await page.goto(`/${language}/organizations`);
  await expect(page.locator("main button").last()).toBeVisible();
  await page.unroute("**/graphql*");
});

test("every letter comes from Vazirmatn", async ({ page, language }) => {
  await page.goto(`/${language}`);
  await page.locator("article").first().waitFor();
  const client = await page.context().newCDPSession(page);
  await client.send("DOM.enable");
  await client.send("CSS.enable");
  const { root } = await client.send("DOM.getDocument", { depth: -1 });
  const { nodeIds } = await client.send("DOM.querySelectorAll", { nodeId: root.nodeId, selector: "h1, h2, h3, p, a, button, label, dt, dd, span, bdi, option" });
  const strangers = new Set<string>();
  for (const nodeId of nodeIds) {
    // A live page: what left it meanwhile shows no letter.
    const { fonts } = await client.send("CSS.getPlatformFontsForNode", { nodeId }).catch((error: unknown) => {
      if (/Could not find node/.test(String(error))) return { fonts: [] };
      throw error;
    });
    for (const font of fonts) if (!/vazirmatn/i.test(font.familyName)) strangers.add(font.familyName);
  }
  expect([...strangers]).toEqual([]);
});

test("the skip link is the first stop and leads into the page", async ({ page, language }) => {
  await page.goto(`/${language}`);
  await page.locator("main h1").waitFor();
  await page.keyboard.press("Tab");
  await expect(page.locator('a[href="#main"]')).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.closest("main") !== null)).toBe(true);
});
