import { expect, type APIRequestContext } from "@playwright/test";

export interface Letter {
  readonly text: string;
  readonly links: readonly string[];
}

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };

function plain(html: string): string {
  return html.replace(/<[^>]+>/g, "").replace(/&(amp|lt|gt|quot|#39);/g, (whole, name: string) => entities[name] ?? whole);
}

/** The letters that the local outbox holds for a recipient, newest first; codes by SMS too. */
export async function letters(request: APIRequestContext, recipient: string): Promise<Letter[]> {
  const html = await (await request.get("/identity/outbox")).text();
  return html
    .split('<article class="message"')
    .slice(1)
    // What is left of the opening tag holds an id, and now and then six digits that are no code.
    .map((part) => part.slice(part.indexOf(">") + 1).split("</article>")[0] ?? "")
    .filter((part) => part.includes(`>${recipient}<`))
    .map((part) => ({ text: plain(part), links: [...part.matchAll(/href="([^"]+)"/g)].map((match) => plain(match[1] ?? "")) }));
}

/** Waits for a letter to a recipient, the newest that holds a link of this kind, and answers it. */
export async function letter(request: APIRequestContext, recipient: string, link = /^/): Promise<Letter> {
  let found: Letter | undefined;
  await expect
    .poll(
      async () => {
        found = (await letters(request, recipient)).find((each) => link.source === "^" || each.links.some((address) => link.test(address)));
        return found !== undefined;
      },
      { message: `a letter to ${recipient}` },
    )
    .toBe(true);
  if (!found) throw new Error(`no letter to ${recipient}`);
  return found;
}

/** The code of six digits in a letter, whatever digits its language writes. */
export function codeIn({ text }: Letter): string {
  const latin = text.replace(/[٠-٩۰-۹]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 15));
  const code = /(?<!\d)(\d{6})(?!\d)/.exec(latin)?.[1] ?? /(?<!\d)(\d{3})[ \u00a0-](\d{3})(?!\d)/.exec(latin)?.slice(1, 3).join("");
  if (!code) throw new Error(`no code in: ${text}`);
  return code;
}
