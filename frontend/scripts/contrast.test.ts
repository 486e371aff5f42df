import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const sheet = readFileSync("src/styles/main.css", "utf8");

/** A colour token in one theme. */
function token(name: string, theme: "light" | "dark"): string {
  const value = new RegExp(`--color-${name}: ([^;]+);`).exec(sheet)?.[1] ?? "";
  const pair = /light-dark\((#\w+), (#\w+)\)/.exec(value);
  const hex = pair ? pair[theme === "light" ? 1 : 2] : value;
  if (!hex?.startsWith("#")) throw new Error(`no colour ${name}`);
  return hex.length === 4 ? hex.replace(/[0-9a-f]/gi, "$&$&") : hex;
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(left: string, right: string): number {
  const [high = 0, low = 0] = [luminance(left), luminance(right)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

const texts: readonly (readonly [string, readonly string[]])[] = [
  ["ink", ["ground", "surface", "sunken", "wash"]],
  ["muted", ["ground", "surface", "sunken", "wash"]],
  ["action", ["ground", "surface", "wash"]],
  ["on-action", ["action", "action-strong"]],
  ["danger", ["ground", "surface", "danger-wash"]],
  ["notice", ["ground", "surface", "notice-wash"]],
  ["on-deep", ["deep"]],
  ["on-deep-muted", ["deep"]],
];

const edges: readonly (readonly [string, readonly string[]])[] = [
  ["edge", ["ground", "surface", "sunken"]],
  ["ring", ["ground", "surface", "sunken"]],
  ["bar", ["track"]],
  ["danger", ["surface"]],
];

for (const theme of ["light", "dark"] as const) {
  test.each(texts)(`${theme}: %s can be read on %s`, (text, grounds) => {
    for (const ground of grounds) expect(contrast(token(text, theme), token(ground, theme)), `on ${ground}`).toBeGreaterThanOrEqual(4.5);
  });

  test.each(edges)(`${theme}: %s stands out on %s`, (edge, grounds) => {
    for (const ground of grounds) expect(contrast(token(edge, theme), token(ground, theme)), `on ${ground}`).toBeGreaterThanOrEqual(3);
  });

  test(`${theme}: one of the two rings stands out on a filled button too`, () => {
    const action = token("action", theme);
    expect(Math.max(contrast(token("ring", theme), action), contrast(token("ring-outer", theme), action))).toBeGreaterThanOrEqual(3);
  });
}
