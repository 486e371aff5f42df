import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { mkdirSync } from "node:fs";
import type { Options } from "./fixtures.ts";
import { expectLanguage } from "./reading.ts";

const shots = new URL("output/screens/", import.meta.url).pathname;

/** Which theme axe looks at on a phone; on a desktop it is the other. The languages together cover all four, each of them two. */
const onPhone: Record<Options["language"], "light" | "dark"> = { ar: "light", fa: "dark", en: "light" };

/** Waits until what moves has come to rest, with the last letters in place. What never rests is left alone. */
async function still(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const moving = document.getAnimations().filter((each) => each.effect?.getComputedTiming().iterations !== Infinity);
    await Promise.allSettled(moving.map(({ finished }) => finished));
  });
}

async function expectNoSidewaysScroll(page: Page, name: string, width: number): Promise<void> {
  const sticksOut = await page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const wide = [...document.querySelectorAll("body *")].filter((each) => {
      const { left, right } = each.getBoundingClientRect();
      return right > root.clientWidth + 0.5 || left < -0.5;
    });
    return [`${String(root.scrollWidth - root.clientWidth)} px`, ...wide.slice(-3).map((each) => each.outerHTML.slice(0, 200))];
  });
  expect(sticksOut, `${name} at ${String(width)} px scrolls sideways`).toEqual([]);
}

/**
 * Looks at a page on phone and desktop, in light and dark: nothing scrolls sideways (at 320 px neither), axe finds nothing, every word is the reader's. Leaves four
 * pictures of it. A page is loaded once for each width, since themes follow the browser without loading.
 *
 * @param ready resolves when the page stands still
 */
export async function audit(page: Page, language: Options["language"], name: string, address: string, ready: () => Promise<void>): Promise<void> {
  mkdirSync(shots, { recursive: true });
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: width === 360 ? 780 : 900 });
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    await page.goto(address);
    await ready();
    await still(page);
    await expectNoSidewaysScroll(page, name, width);
    for (const theme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      await still(page);
      const height = await page.evaluate(() => Math.min(document.documentElement.scrollHeight, 3000));
      await page.screenshot({ path: `${shots}${name}-${language}-${theme}-${String(width)}.png`, fullPage: true, clip: { x: 0, y: 0, width, height } });
      if ((theme === onPhone[language]) !== (width === 360)) continue;
      const { violations } = await new AxeBuilder({ page }).analyze();
      const said = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary ?? ""}`));
      expect(said, `${name} in ${theme} at ${String(width)} px`).toEqual([]);
    }
  }
  await expectLanguage(page, language);
  // A desktop at 400 % is this narrow, and this low.
  await page.setViewportSize({ width: 320, height: 256 });
  await still(page);
  await expectNoSidewaysScroll(page, name, 320);
}
