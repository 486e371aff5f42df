import type { Client } from "@urql/core";
import type { Language } from "../lib/locales";
import type { CampaignSearch } from "../lib/search-params";

interface Context {
  readonly client: () => Client;
  readonly language: () => Language;
}

export function preload(_context: Context, _search: CampaignSearch): void {}

export function Campaigns() {
  return null;
}
