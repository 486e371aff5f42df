import { createRoute, lazyRouteComponent, type AnyRoute } from "@tanstack/react-router";

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value.slice(0, 200) : undefined;
}

export interface GiftSearch {
  readonly q?: string;
  readonly state?: string;
  readonly from?: string;
  readonly to?: string;
}

/** Filters of the gift list as they stand in the address. */
export function parseGiftSearch(raw: Record<string, unknown>): GiftSearch {
  const day = (value: unknown) => (typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined);
  const found = { q: textOf(raw.q), state: textOf(raw.state), from: day(raw.from), to: day(raw.to) };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

export interface BodySearch {
  readonly q?: string;
  readonly state?: string;
  readonly country?: string;
}

/** Filters of the list of supervised bodies as they stand in the address. */
export function parseBodySearch(raw: Record<string, unknown>): BodySearch {
  const found = { q: textOf(raw.q), state: textOf(raw.state), country: textOf(raw.country) };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

/** The staff's part of the route tree. Each route loads its own code; the public pages never do. */
export function staffRoutes(root: () => AnyRoute): AnyRoute[] {
  const frame = createRoute({
    getParentRoute: root,
    path: "/staff",
    component: lazyRouteComponent(() => import("./frame"), "StaffFrame"),
  });
  const overview = createRoute({
    getParentRoute: () => frame,
    path: "/",
    component: lazyRouteComponent(() => import("./overview"), "Overview"),
  });
  const organization = createRoute({
    getParentRoute: () => frame,
    path: "/organizations/$slug",
    component: lazyRouteComponent(() => import("./organization"), "OrganizationFrame"),
  });
  const campaigns = createRoute({
    getParentRoute: () => organization,
    path: "/",
    component: lazyRouteComponent(() => import("./campaigns"), "StaffCampaigns"),
  });
  const create = createRoute({
    getParentRoute: () => organization,
    path: "/campaigns/new",
    component: lazyRouteComponent(() => import("./campaign-editor"), "NewCampaign"),
  });
  const edit = createRoute({
    getParentRoute: () => organization,
    path: "/campaigns/$campaign",
    component: lazyRouteComponent(() => import("./campaign-editor"), "EditCampaign"),
  });
  const gifts = createRoute({
    getParentRoute: () => organization,
    path: "/gifts",
    validateSearch: parseGiftSearch,
    component: lazyRouteComponent(() => import("./gifts"), "Gifts"),
  });
  const reconciliation = createRoute({
    getParentRoute: () => organization,
    path: "/reconciliation",
    component: lazyRouteComponent(() => import("./reconciliation"), "ReconciliationPage"),
  });
  const members = createRoute({
    getParentRoute: () => organization,
    path: "/members",
    component: lazyRouteComponent(() => import("./members"), "Members"),
  });
  const imports = createRoute({
    getParentRoute: () => frame,
    path: "/imports",
    component: lazyRouteComponent(() => import("./imports"), "Imports"),
  });
  const organizations = createRoute({
    getParentRoute: () => frame,
    path: "/organizations",
    validateSearch: parseBodySearch,
    component: lazyRouteComponent(() => import("./organizations"), "SupervisedOrganizations"),
  });
  const verification = createRoute({
    getParentRoute: () => organization,
    path: "/verification",
    component: lazyRouteComponent(() => import("./verification"), "VerificationPage"),
  });
  const moderation = createRoute({
    getParentRoute: () => frame,
    path: "/moderation",
    component: lazyRouteComponent(() => import("./moderation"), "Moderation"),
  });
  const invitation = createRoute({
    getParentRoute: root,
    path: "/invitation",
    validateSearch: (raw: Record<string, unknown>): { code?: string } => (textOf(raw.code) ? { code: textOf(raw.code) } : {}),
    component: lazyRouteComponent(() => import("./invitation"), "Invitation"),
  });
  return [
    frame.addChildren([
      overview,
      organization.addChildren([campaigns, create, edit, gifts, reconciliation, members, verification]),
      organizations,
      imports,
      moderation,
    ]),
    invitation,
  ];
}
