/**
 * Cuts Vazirmatn (OFL 1.1) down to the letters that Arabic, Persian and English need, in two files that browsers fetch by
 * `unicode-range`, so that an English page never pays for Arabic letters.
 */
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import subsetFont from "subset-font";

const source = new URL("../node_modules/vazirmatn/fonts/variable/Vazirmatn[wght].ttf", import.meta.url);
const target = new URL("../src/styles/fonts/", import.meta.url);

function range(first: number, last: number): string {
  return Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index)).join("");
}

const arabic =
  range(0x0621, 0x063a) +
  range(0x0640, 0x0655) +
  "\u060c\u061b\u061f\u0670\u066a\u066b\u066c\u066d\u0671" +
  range(0x0660, 0x0669) +
  range(0x06f0, 0x06f9) +
  "\u067e\u0686\u0698\u06a9\u06af\u06c0\u06c1\u06cc\u06d5\u200c\u200d\u200e\u200f\ufdfc\u00ab\u00bb";
const latin = range(0x20, 0x7e) + "\u00a0\u00a9\u00ab\u00b7\u00bb\u00d7\u00e9\u2011\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026\u20ac\u2212";

mkdirSync(target, { recursive: true });
for (const [name, letters] of Object.entries({ arabic, latin })) {
  const file = new URL(`vazirmatn-${name}.woff2`, target);
  if (existsSync(file) && statSync(file).mtimeMs > statSync(new URL(import.meta.url)).mtimeMs) continue;
  const font = await subsetFont(readFileSync(source), letters, {
    targetFormat: "woff2",
    variationAxes: { wght: { min: 400, max: 700 } },
    keepFeatures: ["ccmp", "locl", "init", "medi", "fina", "isol", "rlig", "liga", "calt", "mark", "mkmk", "kern", "tnum"],
    noHinting: true,
  });
  writeFileSync(file, font);
  console.log(`${name}: ${(font.length / 1000).toFixed(1)} kB`);
}
