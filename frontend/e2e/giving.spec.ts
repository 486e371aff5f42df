import { endPayment, expect, giveAsGuest, openCampaign, test } from "./fixtures.ts";

test("find a campaign, give as a guest, pay, keep the receipt, verify it", async ({ page, language, request }) => {
  await openCampaign(request, language);
  await page.goto(`/${language}`);
  await expect(page.locator("html")).toHaveAttribute("lang", language);
  await expect(page.locator("html")).toHaveAttribute("dir", language === "en" ? "ltr" : "rtl");

  await page.locator(`a[href="/${language}/campaigns"]`).first().click();
  await expect(page.locator("article").first()).toBeVisible();
  const { slug } = await openCampaign(request, language);
  await page.goto(`/${language}/campaigns/${slug}`);
  await expect(page.getByRole("progressbar").first()).toBeVisible();

  // Under five interactions from the campaign page to the gateway: give, an amount, a contact, pay.
  await page.locator(`a[href="/${language}/campaigns/${slug}/give"]:visible`).first().click();
  await giveAsGuest(page);
  expect(new URL(page.url()).hostname).toBe("127.0.0.1");
  await endPayment(page, "APPROVE");

  await page.waitForURL(new RegExp(`/${language}/donations/return`));
  await page.locator('a[href*="/donations/receipt"]').click();
  await expect(page.locator("[data-testid=verify-link]")).toBeVisible();
  await page.locator("[data-testid=verify-link]").click();
  await expect(page.locator("[data-testid=verification]")).toBeVisible();
  expect(page.url()).toContain(`/${language}/verify/`);
  // The verification tells nothing of the donor.
  await expect(page.locator("main")).not.toContainText("guest@example.org");
});

test("the way back by a cross-site form works without a cookie", async ({ page, language, request }) => {
  const { slug } = await openCampaign(request, language);
  await page.goto(`/${language}/campaigns/${slug}/give`);
  await giveAsGuest(page);
  await endPayment(page, "APPROVE", "post");
  await page.waitForURL(new RegExp(`/${language}/donations/return`));
  await expect(page.locator('a[href*="/donations/receipt"]')).toBeVisible();
});

test("a declined gift loses nothing that was typed", async ({ page, language, request }) => {
  const { slug } = await openCampaign(request, language);
  await page.goto(`/${language}/campaigns/${slug}/give`);
  await page.locator("#donorName").fill("Salma");
  await giveAsGuest(page, "declined@example.org");
  await endPayment(page, "DECLINE");
  await page.waitForURL(/donations\/return/);
  const again = page.locator(`a[href="/${language}/campaigns/${slug}/give"]`);
  await expect(again).toBeVisible();
  await again.click();
  await expect(page.locator("#contact")).toHaveValue("declined@example.org");
  await expect(page.locator("#donorName")).toHaveValue("Salma");
  await expect(page.getByRole("radio").first()).toBeChecked();
});

test("thinking better of it comes back unpaid", async ({ page, language, request }) => {
  const { slug } = await openCampaign(request, language);
  await page.goto(`/${language}/campaigns/${slug}/give`);
  await giveAsGuest(page);
  await endPayment(page, "CANCEL");
  await page.waitForURL(/donations\/return/);
  await expect(page.locator(`a[href="/${language}/campaigns/${slug}/give"]`)).toBeVisible();
});

test("an abandoned payment waits, and then gives a reference", async ({ page, language, request }) => {
  const { slug } = await openCampaign(request, language);
  await page.goto(`/${language}/campaigns/${slug}/give`);
  await giveAsGuest(page);
  await endPayment(page, "ABANDON");
  await page.goto(`/${language}/donations/return`);
  await expect(page.getByText(/D-[0-9A-Z]{4}-[0-9A-Z]{4}/)).toBeVisible({ timeout: 30_000 });
});

test("a notice that comes after the return turns confirming into thanks", async ({ page, language, request }) => {
  test.skip(language !== "ar", "the language makes no difference here");
  test.setTimeout(120_000);
  const { slug } = await openCampaign(request, language);
  await page.goto(`/${language}/campaigns/${slug}/give`);
  await giveAsGuest(page);
  await endPayment(page, "NOTICE_LATE");
  await page.waitForURL(/donations\/return/);
  await expect(page.locator('a[href*="/donations/receipt"]')).toBeVisible({ timeout: 75_000 });
});

test("what is missing is said on top and at the field, with the focus on the summary", async ({ page, language, request }) => {
  const { slug } = await openCampaign(request, language);
  await page.goto(`/${language}/campaigns/${slug}/give`);
  await page.locator("form button[type=submit]").last().click();
  const summary = page.getByRole("alert");
  await expect(summary).toBeFocused();
  await expect(summary.locator("a")).toHaveCount(2);
  await summary.locator('a[href="#contact"]').click();
  await expect(page.locator("#contact")).toBeFocused();
  const said = await summary.locator('a[href="#contact"]').innerText();
  await expect(page.locator("#contact-error")).toHaveText(said);
});

test("any digits are understood, and said back in words", async ({ page, language, request }) => {
  const { slug } = await openCampaign(request, language);
  await page.goto(`/${language}/campaigns/${slug}/give`);
  await page.locator("input[value=other]").check();
  await page.locator("#other").fill(language === "fa" ? "۲۵۰٬۰۰۰" : "١٬٢٥٠");
  const words = { ar: "ألف ومئتان وخمسون ليرة سورية", fa: "دویست و پنجاه هزار تومان", en: "One thousand, two hundred and fifty Syrian pounds" };
  await expect(page.locator("[data-testid=in-words]")).toContainText(words[language]);
});

test("a gift can be made with the keyboard alone", async ({ page, language, request }) => {
  const { slug } = await openCampaign(request, language);
  await page.goto(`/${language}/campaigns/${slug}/give`);
  await page.locator("form").waitFor();
  const focus = () => page.evaluate(() => document.activeElement?.id ?? "");
  let seen = "";
  for (let presses = 0; presses < 40 && seen !== "preset-0"; presses += 1) {
    await page.keyboard.press("Tab");
    seen = await focus();
  }
  expect(seen).toBe("preset-0");
  await page.keyboard.press("Space");
  for (let presses = 0; presses < 10 && seen !== "contact"; presses += 1) {
    await page.keyboard.press("Tab");
    seen = await focus();
  }
  expect(seen).toBe("contact");
  await page.keyboard.type("keys@example.org");
  await page.keyboard.press("Enter");
  await page.waitForURL(/sandbox-gateway/);
});
