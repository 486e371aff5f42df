import type { Client } from "@urql/core";
import type { Language } from "./locales";

/** What a route's loader may use: functions, because both change while the page stays open. */
export interface RouteContext {
  readonly client: () => Client;
  readonly language: () => Language;
}
