import type { Page } from "@playwright/test";
import { endPayment, expect, giveAsGuest } from "./fixtures.ts";
import { letter } from "./post.ts";
import { expectLanguage } from "./reading.ts";
import { totp } from "./totp.ts";
import { organization, test } from "./staff.ts";

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
  const title = `Medicine ${String(Date.now())}`;
  const address = await draft(manager, language, title);
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
  const newest = page.locator("tbody tr", { hasText: title });
  const reference = (await newest.locator("bdi.font-mono").textContent()) ?? "";
  await page.getByRole("searchbox").fill(reference);
  await page.getByRole("search").getByRole("button").click();
  await expect(page.locator("tbody tr")).toHaveCount(1);
  await newest.getByRole("button").click();
  await confirmed(page);
  await page.goto(`/${language}${organization}/gifts?state=REFUNDED`);
  await expect(page.locator("tbody tr", { hasText: title })).toContainText(reference);
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

test("a registrar checks a body, verifies it with a reason, suspends it and withdraws", async ({ as, page: guest, language }) => {
  const page = await as("registrar");
  await page.goto(`/${language}/staff`);
  await page.locator('main a[href*="state=UNVERIFIED"]').click();
  await page.waitForURL(/state=UNVERIFIED/);
  // A country for each language, whose tests run side by side.
  const country = { ar: "SY", fa: "IR", en: "KW" }[language];
  await page.getByRole("search").getByRole("combobox").nth(1).selectOption(country);
  await page.waitForURL(new RegExp(`country=${country}`));
  const row = page.locator("tbody tr a").first();
  const slug = /organizations\/([^/]+)\//.exec((await row.getAttribute("href")) ?? "")?.[1] ?? "";
  await row.click();
  await page.waitForURL(new RegExp(`organizations/${slug}/verification`));
  await expectLanguage(page, language);
  const form = page.locator("main form");
  const record = form.locator("button[type=submit]");
  const decisions = page.getByTestId("decisions").locator("li");

  await record.click();
  await expect(page.getByRole("alert")).toBeFocused();
  await page.getByRole("alert").getByRole("link").click();
  await expect(form.locator("input[name=decision]").first()).toBeFocused();
  await page.keyboard.press("Space");
  await record.click();
  await expect(decisions).toHaveCount(1);

  await form.locator("input[value=VERIFIED]").check();
  await record.click();
  await page.getByRole("alert").getByRole("link").click();
  await expect(page.locator("#field-note")).toBeFocused();
  await expectLanguage(page, language);
  const evidence = { ar: "قوبل قرار الإشهار بالأصل.", fa: "پروانهٔ فعالیت با اصل برابر شد.", en: "The decree was compared with the original." }[language];
  await page.locator("#field-note").fill(evidence);
  await record.click();
  await expect(decisions).toHaveCount(2);
  await expect(decisions.first()).toContainText(evidence);
  await guest.goto(`/${language}/organizations/${slug}`);
  await expect(guest.locator("main header")).toContainText(evidence);

  await form.locator("input[value=IN_REVIEW]").check();
  await record.click();
  await confirmed(page);
  await expect(decisions).toHaveCount(3);
  await form.locator("input[value=REVOKED]").check();
  const reason = { ar: "تأخّر التقرير المالي سنتين.", fa: "گزارش مالی دو سال دیر شده است.", en: "The financial report is two years late." }[language];
  await page.locator("#field-note").fill(reason);
  await record.click();
  await expect(decisions).toHaveCount(4);
  await guest.reload();
  await expect(guest.locator("main header")).toContainText(reason);
});

test("a supervisor finds a body and reads its gifts, and changes nothing", async ({ as, language }) => {
  const page = await as("supervisor");
  await page.goto(`/${language}/staff`);
  await page.locator('main a[href$="/staff/organizations"]').click();
  await page.getByRole("searchbox").fill("zzzzqqqq");
  await page.getByRole("searchbox").press("Enter");
  await page.waitForURL(/q=zzzz/);
  await page.locator('main a[href$="/staff/organizations"]').last().click();
  await page.locator("tbody tr a").first().click();
  await page.waitForURL(/\/gifts$/);
  await page.goto(`/${language}${organization}`);
  await page.waitForURL(/\/gifts/);
  await expect(page.locator("tbody tr").first()).toBeVisible();
  await expect(page.locator("tbody button")).toHaveCount(0);
  await expectLanguage(page, language);
  await page.goto(`/${language}${organization}/members`);
  await expect(page.locator("main form")).toHaveCount(0);
});

test("long lists go on where they ended", async ({ as, language }) => {
  const page = await as("registrar");
  await page.goto(`/${language}/staff/organizations`);
  const rows = page.locator("tbody tr");
  await expect(rows).toHaveCount(50);
  const more = page.locator("main button").last();
  await more.click();
  await expect(rows).toHaveCount(100);
  const names = await rows.locator("a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  expect(new Set(names).size).toBe(100);
  await expect(more).toBeVisible();
});

/** A person of their own with a verified address, signed in on the page. */
async function register(page: Page, language: string, email: string): Promise<void> {
  await page.goto(`/auth/login?return=/${language}/staff`);
  await page.locator("a[href*='/register']").click();
  await page.locator("#name").fill("Nour");
  await page.locator("#email").fill(email);
  await page.locator("#password").fill("a-long-enough-passphrase-7");
  await page.locator("form button.primary").click();
  await page.waitForURL(/register\/verify/);
  await page.goto((await letter(page.request, email, /register\/confirm/)).links[0] ?? "");
  await page.locator("form button.primary").click();
  await page.waitForLoadState();
}

/** A role counts with a second factor only: goes from the page that says so to the one that sets it up, and comes back. */
async function setUpSecondFactor(page: Page, language: "ar" | "fa" | "en"): Promise<void> {
  await expect(page.locator("main nav, main table")).toHaveCount(0);
  await expectLanguage(page, language);
  await page.getByTestId("second-factor").click();
  await page.waitForURL(/\/identity\/account\/authenticator/);
  await expectLanguage(page, language);
  await page.locator("#code").fill("000000");
  await page.locator("form button.primary").first().click();
  await expect(page.locator("#code")).toHaveAttribute("aria-invalid", "true");
  const secret = (await page.locator("#secret").innerText()).replace(/\s/g, "");
  await page.locator("#code").fill(totp(secret));
  await page.locator("form button.primary").first().click();
  await expectLanguage(page, language);
  await page.locator("ul.codes ~ p a.primary").click();
}

test("an administrator invites a person, who accepts by the mail’s code, sets up a second factor and is given another role", async ({ as, page: person, language }) => {
  const email = `member-${language}-${String(Date.now())}@example.org`;
  const page = await as("charity");
  await page.goto(`/${language}${organization}/members`);
  const form = page.locator("main form").first();
  await form.locator("button[type=submit]").click();
  await expect(page.getByRole("alert")).toBeFocused();
  await page.locator("#field-email").fill(email);
  await form.getByRole("checkbox").last().check();
  await form.locator("button[type=submit]").click();
  const member = page.locator("tbody tr", { hasText: email });
  await expect(member).toBeVisible();

  await register(person, language, email);
  await expect(person).toHaveURL(new RegExp(`/${language}/staff$`));
  await person.locator('main a[href$="/invitation"]').click();
  await expectLanguage(person, language);
  await person.locator("#field-code").fill("no-such-code");
  await person.locator("main form button[type=submit]").click();
  await expect(person.getByRole("alert")).toBeFocused();
  const code = new URL((await letter(person.request, email, /invitation/)).links[0] ?? "").searchParams.get("code") ?? "";
  await person.goto(`/${language}/invitation?code=${code}`);
  await person.locator("main form button[type=submit]").click();
  await person.locator('main a[href$="/ayn-alzaytoun"]').click();
  await setUpSecondFactor(person, language);
  await expect(person).toHaveURL(new RegExp(`/${language}${organization}$`));
  // A reader sees the campaigns, and nothing to change.
  await expect(person.locator("tbody tr").first()).toBeVisible();
  await expect(person.locator('main a[href$="/campaigns/new"]')).toHaveCount(0);
  await expect(person.locator('main nav a[href$="/gifts"]')).toHaveCount(0);

  await page.reload();
  await member.getByRole("button").click();
  const dialog = page.locator("dialog[open]");
  await dialog.getByRole("checkbox").last().uncheck();
  await dialog.getByRole("checkbox").nth(2).check();
  await confirmed(page);
  await person.goto(`/${language}${organization}`);
  await person.waitForURL(/\/gifts$/);
  await expect(person.locator('main nav a[href$="/members"]')).toHaveCount(0);

  await member.getByRole("button").click();
  await page.locator("dialog[open]").getByRole("checkbox").nth(2).uncheck();
  await confirmed(page);
  await person.goto(`/${language}${organization}`);
  await expect(person.locator("main nav")).toHaveCount(0);
});

/** A picture of its own that is wide enough, drawn by the browser. */
async function picture(page: Page): Promise<Buffer> {
  const url = await page.evaluate(() => {
    const canvas = document.createElement("canvas");
    canvas.width = 800;
    canvas.height = 450;
    const brush = canvas.getContext("2d");
    if (!brush) throw new Error("no canvas");
    brush.fillStyle = "#115e59";
    brush.fillRect(0, 0, 800, 450);
    brush.fillStyle = "#f6f4ef";
    brush.fillRect(0, 300, 800, 150);
    return canvas.toDataURL("image/png");
  });
  return Buffer.from(url.split(",")[1] ?? "", "base64");
}

/** Finds an entry of the moderator's queue, which is read oldest first, page by page. */
async function queued(page: Page, words: string): Promise<ReturnType<Page["locator"]>> {
  const entry = page.locator("main li", { hasText: words });
  await expect(async () => {
    if (await entry.isVisible()) return;
    for (const more of await page.locator("main section > div > button").all()) await more.click();
    await expect(entry).toBeVisible({ timeout: 1000 });
  }).toPass();
  return entry;
}

test("a moderator decides on a picture and on dedications; the public sees what was let through", async ({ as, page: guest, language }) => {
  const mark = `${language}${String(Date.now())}`;
  const manager = await as("charity");
  const address = await draft(manager, language, `Blankets ${mark}`);
  const slug = address.split("/").at(-1) ?? "";
  await manager.locator("input[type=file]").setInputFiles({ name: "blankets.png", mimeType: "image/png", buffer: await picture(manager) });
  const alt = `${{ ar: "رفّ عليه بطانيات", fa: "قفسه‌ای با چند پتو", en: "A shelf of blankets" }[language]} ${mark}`;
  const described = manager.locator("input[id$='-alt'], textarea[id$='-alt']");
  await described.fill(alt);
  await manager.getByTestId("use-picture").click();
  await expect(described).toHaveCount(0);
  await manager.locator("form button[type=submit]").last().click();
  await expect(manager.getByTestId("saved")).toBeVisible();
  await act(manager, "first");

  const give = async (dedication: string) => {
    await guest.goto(`/${language}/campaigns/${slug}/give`);
    await guest.locator("#dedication").fill(dedication);
    await giveAsGuest(guest);
    await endPayment(guest, "APPROVE");
    await guest.waitForURL(/donations\/return/);
    await expect(guest.locator('a[href*="/donations/receipt"]')).toBeVisible();
  };
  await give(`For my mother ${mark}`);
  await give(`Buy at ${mark}`);

  const page = await as("moderator");
  await page.goto(`/${language}/staff/moderation`);
  for (const [words, place] of [[alt, "first"], [`For my mother ${mark}`, "first"], [`Buy at ${mark}`, "last"]] as const) {
    const entry = await queued(page, words);
    const buttons = entry.getByRole("button");
    await (place === "first" ? buttons.first() : buttons.last()).click();
    await expect(entry).toHaveCount(0);
  }
  await guest.goto(`/${language}/campaigns/${slug}`);
  await expect(guest.getByRole("img", { name: alt })).toBeVisible();
  await expect(guest.locator("main")).toContainText(`For my mother ${mark}`);
  await expect(guest.locator("main")).not.toContainText(`Buy at ${mark}`);
});
