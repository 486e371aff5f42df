import { test as base, expect, type APIRequestContext, type Page } from "@playwright/test";

export interface Options {
  readonly language: "ar" | "fa" | "en";
}

export interface OpenCampaign {
  readonly id: string;
  readonly slug: string;
  readonly currency: string;
  readonly minimum: string;
}

/** Faults that no page may have: a breach of the Content-Security-Policy, an uncaught error, a missing translation. */
function watch(page: Page, faults: string[]): void {
  page.on("console", (message) => {
    if (/Content Security Policy|Content-Security-Policy/i.test(message.text())) faults.push(message.text());
  });
  page.on("pageerror", (error) => faults.push(`uncaught: ${error.message}`));
}

export const test = base.extend<Options & { readonly guarded: undefined }>({
  language: ["ar", { option: true }],
  guarded: [
    async ({ page }, use) => {
      const faults: string[] = [];
      watch(page, faults);
      await use(undefined);
      expect(faults, "faults in the console").toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Asks the API as a partner would. */
export async function ask<T>(request: APIRequestContext, query: string, variables: Record<string, unknown> = {}, at = ""): Promise<T> {
  const response = await request.post(`${at}/graphql`, { data: { query, variables } });
  const body = (await response.json()) as { data?: T; errors?: unknown };
  if (!body.data) throw new Error(JSON.stringify(body.errors));
  return body.data;
}

interface Listed {
  readonly campaigns: {
    readonly nodes: readonly {
      readonly id: string;
      readonly slug: string;
      readonly closedFor: string | null;
      readonly stopsAtGoal: boolean;
      readonly minimumGift: { readonly amount: string; readonly currency: string };
    }[];
  };
}

/** A campaign that takes gifts now, in the country where most readers of the language are; `nth` for one that no other test gives to. */
export async function openCampaign(request: APIRequestContext, language: Options["language"], nth = 0): Promise<OpenCampaign> {
  const country = language === "fa" ? "IR" : "SY";
  const { campaigns } = await ask<Listed>(
    request,
    `query ($filter: CampaignFilter) { campaigns(filter: $filter, first: 20) { nodes { id slug closedFor stopsAtGoal minimumGift { amount currency } } } }`,
    { filter: { jurisdictions: [country] } },
  );
  const found = campaigns.nodes.filter((campaign) => campaign.closedFor === null && !campaign.stopsAtGoal)[nth];
  if (!found) throw new Error(`no campaign takes gifts in ${country}`);
  return { id: found.id, slug: found.slug, currency: found.minimumGift.currency, minimum: found.minimumGift.amount };
}

/** Fills what a guest has to fill and goes to the payment page. */
export async function giveAsGuest(page: Page, contact = "guest@example.org"): Promise<void> {
  await page.getByRole("radio").first().check();
  await page.locator("#contact").fill(contact);
  await page.locator("form button[type=submit]").last().click();
  await page.waitForURL(/sandbox-gateway/);
}

/** Ends the payment at the sandbox gateway in one of its ways. */
export async function endPayment(page: Page, scenario: string, way: "get" | "post" = "get"): Promise<void> {
  if (way === "post") await page.locator("input[name=way][value=post]").check();
  const button = page.locator(`button[name=scenario][value=${scenario}]`);
  if (!(await button.isVisible())) await page.locator("summary").click();
  await button.click();
}
