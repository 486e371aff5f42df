import { afterEach, describe, expect, it, vi } from "vitest";
import { createGraphClient, everybody } from "./client";
import { graphql } from "./graphql";
import { publish } from "./session";
import { declineSignIn, lookAgain } from "./sign-in-again";

const Donate = graphql(`
  mutation Donate($input: DonateInput!) {
    donate(input: $input) {
      checkoutUrl
    }
  }
`);
const salma = { signedIn: true, name: "Salma", csrf: "first" };
const input = { input: {} } as never;

/** Answers as the backend would while `session` is what `/auth/session` says; remembers what was sent. */
function backend(answers: { session: object }) {
  const sent: { readonly csrf: string | null; readonly query: string }[] = [];
  vi.stubGlobal("fetch", (url: string, init?: RequestInit) => {
    if (url.startsWith("/auth/session")) return Promise.resolve(Response.json(answers.session));
    const { query } = JSON.parse(init?.body as string) as { query: string };
    sent.push({ csrf: new Headers(init?.headers).get("x-sanad-csrf"), query });
    return Promise.resolve(Response.json({ data: { donate: { checkoutUrl: "/pay", __typename: "DonatePayload" } } }));
  });
  return sent;
}

function decline(): Promise<void> {
  declineSignIn();
  return Promise.resolve();
}

afterEach(() => vi.unstubAllGlobals());

describe("a change", () => {
  it("is sent with the session's proof", async () => {
    publish(salma);
    const sent = backend({ session: salma });
    const { data } = await createGraphClient().mutation(Donate, input).toPromise();
    expect(data?.donate.checkoutUrl).toBe("/pay");
    expect(sent).toEqual([{ csrf: "first", query: "mutation Donate($input:DonateInput!){donate(input:$input){checkoutUrl __typename}}" }]);
  });

  it("waits while its person signs in again, and then goes on by itself", async () => {
    publish(salma);
    const answers = { session: { signedIn: false } as object };
    const sent = backend(answers);
    const change = createGraphClient().mutation(Donate, input).toPromise();
    await lookAgain();
    expect(sent).toEqual([]);
    answers.session = { ...salma, csrf: "second" };
    await vi.waitFor(async () => {
      await lookAgain();
      expect(sent).toHaveLength(1);
    });
    expect((await change).data?.donate.checkoutUrl).toBe("/pay");
    expect(sent[0]?.csrf).toBe("second");
  });

  it("is not sent for another person, nor where one would rather not", async () => {
    for (const decide of [lookAgain, decline]) {
      publish(salma);
      const answers = { session: { signedIn: false } as object };
      const sent = backend(answers);
      const change = createGraphClient().mutation(Donate, input).toPromise();
      let isOver = false;
      void change.then(() => {
        isOver = true;
      });
      await new Promise((resume) => setTimeout(resume));
      answers.session = { signedIn: true, name: "Omid", csrf: "his" };
      await vi.waitFor(async () => {
        await decide();
        expect(isOver).toBe(true);
      });
      expect((await change).error).toBeDefined();
      expect(sent).toEqual([]);
    }
  });
});

describe("a question whose answer is everybody's", () => {
  const Totals = graphql(`
    query Totals {
      totals {
        donationCount
      }
    }
  `);
  const answer = { data: { totals: [] } };

  it("goes by GET under its document's name", async () => {
    const asked: string[] = [];
    vi.stubGlobal("fetch", (url: string, init?: RequestInit) => {
      asked.push(`${init?.method ?? "GET"} ${url}`);
      return Promise.resolve(Response.json(answer));
    });
    const { data } = await createGraphClient().query(Totals, {}, everybody).toPromise();
    expect(data).toEqual({ totals: [] });
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatch(/^GET \/graphql\?documentId=sha256:[0-9a-f]{64}&variables=%7B%7D$/);
  });

  it("goes by POST where the server knows no such document", async () => {
    const asked: string[] = [];
    vi.stubGlobal("fetch", (_url: string, init?: RequestInit) => {
      asked.push(init?.method ?? "GET");
      return Promise.resolve(init?.method === "POST" ? Response.json(answer) : Response.json({}, { status: 404 }));
    });
    const { data } = await createGraphClient().query(Totals, {}, everybody).toPromise();
    expect(data).toEqual({ totals: [] });
    expect(asked).toEqual(["GET", "POST"]);
  });
});
