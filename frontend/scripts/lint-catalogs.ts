/** Reads the catalogs as an editor would: complete, in the right letters, with the right punctuation, nothing lost on the way. */
import { readdirSync, readFileSync } from "node:fs";

interface Entry {
  readonly source: string;
  readonly text: string;
}

const root = new URL("../src/locales/", import.meta.url);

function unquote(lines: string): string {
  return [...lines.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map((match) => JSON.parse(`"${match[1] ?? ""}"`) as string).join("");
}

export function parse(po: string): Entry[] {
  return po
    .split(/\n\s*\n/)
    .filter((block) => !/^#~/m.test(block))
    .map((block) => ({
      source: unquote(/^msgid((?:\s*".*"\s*)+)/m.exec(block)?.[1] ?? ""),
      text: unquote(/^msgstr((?:\s*".*"\s*)+)/m.exec(block)?.[1] ?? ""),
    }))
    .filter((entry) => entry.source !== "");
}

/** What stands in a message beside its words: placeholders and element tags. */
function marks(text: string): string[] {
  const placeholders = [...text.matchAll(/\{\s*([\w]+)\s*[,}]/g)].map((match) => `{${match[1] ?? ""}}`);
  const tags = [...text.matchAll(/<\/?(\d+)\/?>/g)].map((match) => `<${match[1] ?? ""}>`);
  return [...new Set([...placeholders, ...tags])].sort();
}

function prose(text: string): string {
  return text
    .replace(/\{\s*\w+\s*,\s*(plural|select)\s*,/g, " ")
    .replace(/(=\d+|zero|one|two|few|many|other)\s*\{/g, " ")
    .replace(/\{\w+\}|<\/?\d+\/?>|[{}]/g, " ");
}

const persianPrefix = /(^|[\s«(])(ن?می)[ \u00a0](?=[\u0621-\u06cc])/u;
const persianPlural = /[\u0621-\u06cc][ \u00a0](ها|های|هایی|هایش|هایتان|هایی که)(?=$|[\s.،؛؟!»)])/u;

export function faults(language: string, { source, text }: Entry): string[] {
  const found: string[] = [];
  if (text === "") return language === "en" ? [] : ["is not translated"];
  if (JSON.stringify(marks(source)) !== JSON.stringify(marks(text))) {
    found.push(`has other placeholders: ${marks(source).join(" ")} against ${marks(text).join(" ")}`);
  }
  const words = prose(text);
  if (language === "fa" && /[يكة]/u.test(words)) found.push("has Arabic letters (ي ك ة) in Persian");
  if (language === "ar" && /[یکگچپژ]/u.test(words)) found.push("has Persian letters in Arabic");
  if (language !== "en") {
    if (/[,;?]/.test(words.replace(/[A-Za-z0-9@._-]+[,;?]/g, ""))) found.push("has Latin punctuation");
    if (/[\u0621-\u06cc]\s+[،؛؟]/u.test(words)) found.push("has a space before punctuation");
    if (/\.\.\./.test(words)) found.push("writes an ellipsis as three points");
    if (/[٠-٩۰-۹]/.test(words) && !/١٢٣|۱۲۳/.test(words)) found.push("bakes digits in");
  }
  if (language === "fa") {
    if (persianPrefix.test(words)) found.push("lacks a ZWNJ after می");
    if (persianPlural.test(words)) found.push("lacks a ZWNJ before ها");
  }
  if (language === "ar" && /\{\s*\w+\s*,\s*plural\s*,/.test(text)) {
    for (const category of ["two", "few", "many", "other"]) {
      if (!new RegExp(`\\b${category}\\s*\\{`).test(text)) found.push(`lacks the plural form “${category}”`);
    }
  }
  return found;
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  let count = 0;
  for (const language of ["ar", "fa", "en"]) {
    for (const file of readdirSync(new URL(`${language}/`, root)).filter((name) => name.endsWith(".po"))) {
      for (const entry of parse(readFileSync(new URL(`${language}/${file}`, root), "utf8"))) {
        for (const fault of faults(language, entry)) {
          count += 1;
          console.error(`${language}/${file}: “${entry.source}” ${fault}`);
        }
      }
    }
  }
  if (count > 0) {
    console.error(`${count} faults in the catalogs`);
    process.exit(1);
  }
}
