import { intentions, kinds, orders, sectors, statuses, type Intention, type Kind, type Order, type PublicStatus, type Sector } from "./labels";
import { countries, type Country } from "./locales";

/** Filters of the campaign list as they stand in the address. What isn't known is left out rather than refused. */
export interface CampaignSearch {
  readonly q?: string;
  readonly sector?: readonly Sector[];
  readonly country?: Country;
  readonly area?: string;
  readonly status?: PublicStatus;
  readonly intention?: Intention;
  /** Number of a Sustainable Development Goal. */
  readonly goal?: number;
  readonly order?: Order;
}

export interface DirectorySearch {
  readonly q?: string;
  readonly kind?: Kind;
  readonly sector?: Sector;
  readonly country?: Country;
  readonly area?: string;
  readonly verified?: boolean;
}

type Raw = Record<string, unknown>;

function oneOf<T extends string>(value: unknown, allowed: readonly T[]): T | undefined {
  return allowed.find((item) => item === value);
}

function textOf(value: unknown): string | undefined {
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  const text = String(value).trim().slice(0, 200);
  return text === "" ? undefined : text;
}

function pcodeOf(value: unknown): string | undefined {
  return typeof value === "string" && /^[A-Z]{2}\d{1,6}$/.test(value) ? value : undefined;
}

function goalOf(value: unknown): number | undefined {
  return Number.isInteger(value) && (value as number) >= 1 && (value as number) <= 17 ? (value as number) : undefined;
}

function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as T;
}

export function parseCampaignSearch(raw: Raw): CampaignSearch {
  const listed = Array.isArray(raw.sector) ? raw.sector : [raw.sector];
  const chosen = sectors.filter((sector) => listed.includes(sector));
  return withoutUndefined({
    q: textOf(raw.q),
    sector: chosen.length > 0 ? chosen : undefined,
    country: oneOf(raw.country, countries),
    area: pcodeOf(raw.area),
    status: oneOf(raw.status, statuses),
    intention: oneOf(raw.intention, intentions),
    goal: goalOf(raw.goal),
    order: oneOf(raw.order, orders),
  });
}

export function parseDirectorySearch(raw: Raw): DirectorySearch {
  return withoutUndefined({
    q: textOf(raw.q),
    kind: oneOf(raw.kind, kinds),
    sector: oneOf(raw.sector, sectors),
    country: oneOf(raw.country, countries),
    area: pcodeOf(raw.area),
    verified: raw.verified === true ? true : undefined,
  });
}

/** The gift whose receipt a signed-in donor asks for. */
export function parseGiftSearch(raw: Raw): { readonly gift?: string } {
  return withoutUndefined({ gift: typeof raw.gift === "string" && /^[\w-]{1,64}$/.test(raw.gift) ? raw.gift : undefined });
}
