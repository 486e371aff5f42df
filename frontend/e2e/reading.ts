import { expect, type Page } from "@playwright/test";
import type { Options } from "./fixtures.ts";

/** Names that stay Latin in every language: formats, standards, programs, our own. */
const latinNames = new Set(["IATI", "CSV", "XML", "JPEG", "PNG", "WebP", "MB", "GraphQL", "API", "GET", "POST", "SMS", "Sanad", "English", "Chrome", "Linux"]);

/**
 * Checks that a page is in the reader's language: direction and language are declared; what stands in another script is marked with its own
 * language or direction, or is the text of a person; Persian has its own letters, and Arabic its own.
 */
export async function expectLanguage(page: Page, language: Options["language"]): Promise<void> {
  await expect(page.locator("html")).toHaveAttribute("lang", language);
  await expect(page.locator("html")).toHaveAttribute("dir", language === "en" ? "ltr" : "rtl");
  const texts = await page.evaluate((own) => {
    // A page about somebody is called after them, in whatever language their name is.
    const found: string[] = document.querySelector("h1 [lang]") ? [] : [document.title];
    const foreign = `[lang]:not([lang="${own}"]), [dir=auto], code, pre, script, style, svg, bdi, input, textarea${own === "en" ? "" : ", [dir=ltr]"}`;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node instanceof Element ? node : node.parentElement;
      if (!element || element.closest(foreign)) continue;
      if (node instanceof Element) {
        for (const name of ["aria-label", "title", "alt", "placeholder"]) found.push(node.getAttribute(name) ?? "");
      } else if (element.checkVisibility()) {
        found.push(node.textContent ?? "");
      }
    }
    return found.map((text) => text.trim()).filter((text) => text !== "");
  }, language);
  const strange = texts.filter((all) => {
    // What is isolated in a sentence is somebody's name for something.
    const text = all.replace(/\u2068[^\u2069]*\u2069/gu, "");
    // A single letter is spoken of, not written with.
    if (language === "en") return /[\u0621-\u06d3]{2}/u.test(text);
    const latin = (text.match(/[A-Za-z][A-Za-z0-9@-]*(?:\.[A-Za-z0-9]+)*/g) ?? []).filter((word) => word.length > 1 && !latinNames.has(word));
    return latin.length > 0 || (language === "fa" ? /[يكة]/u : /[یکگچپژ]/u).test(text);
  });
  expect(strange, `texts on ${page.url()} that are not ${language}`).toEqual([]);
}
