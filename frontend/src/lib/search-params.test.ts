import { expect, test } from "vitest";
import { parseCampaignSearch, parseDirectorySearch, parseGiftSearch } from "./search-params";

test("what is known is kept, in one order; the rest is left out", () => {
  expect(
    parseCampaignSearch({ q: "  نان ", sector: ["WATER", "HEALTH", "NONSENSE"], country: "SY", area: "SY02", status: "DRAFT", order: "NEWEST", x: 1 }),
  ).toEqual({ q: "نان", sector: ["HEALTH", "WATER"], country: "SY", area: "SY02", order: "NEWEST" });
  expect(parseCampaignSearch({ sector: "HEALTH", q: "", area: "'; drop" })).toEqual({ sector: ["HEALTH"] });
  expect(parseCampaignSearch({ q: 2026 })).toEqual({ q: "2026" });
  expect(parseDirectorySearch({ verified: true, kind: "MABARRA" })).toEqual({ verified: true, kind: "MABARRA" });
  expect(parseDirectorySearch({ verified: "yes" })).toEqual({});
  expect(parseGiftSearch({ gift: "RAGf_x-1" })).toEqual({ gift: "RAGf_x-1" });
  expect(parseGiftSearch({ gift: "<x>" })).toEqual({});
});

test("there are seventeen goals", () => {
  expect(parseCampaignSearch({ goal: 17 })).toEqual({ goal: 17 });
  for (const goal of [0, 18, 1.5, "3", null]) expect(parseCampaignSearch({ goal })).toEqual({});
});
