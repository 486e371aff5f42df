import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { loadPageTexts } from "../lib/i18n";
import { languageOfPath, type Language } from "../lib/locales";
import type { RouteContext } from "../lib/route-context";
import { parseCampaignSearch, parseDirectorySearch, parseGiftSearch } from "../lib/search-params";
import { staffRoutes } from "../routes/staff/routes";
import { NotFound, RouteError, RoutePending } from "./boundaries";
import { Shell } from "./shell";

/** Brings a page's texts along with its code: both are there before it is shown. */
function withTexts<T>(load: () => Promise<T>): () => Promise<T> {
  return async () => (await Promise.all([load(), loadPageTexts()]))[0];
}

const root = createRootRouteWithContext<RouteContext>()({ component: Shell, notFoundComponent: NotFound });

const home = createRoute({
  getParentRoute: () => root,
  path: "/",
  loader: async ({ context }) => (await import("../routes/home")).preload(context),
  component: lazyRouteComponent(() => import("../routes/home"), "Home"),
});

const campaigns = createRoute({
  getParentRoute: () => root,
  path: "/campaigns",
  validateSearch: parseCampaignSearch,
  loaderDeps: ({ search }) => search,
  loader: async ({ context, deps }) => (await import("../routes/campaigns")).preload(context, deps),
  component: lazyRouteComponent(withTexts(() => import("../routes/campaigns")), "Campaigns"),
});

const campaign = createRoute({
  getParentRoute: () => root,
  path: "/campaigns/$slug",
  loader: async ({ context, params }) => (await import("../routes/campaign")).preload(context, params.slug),
  component: lazyRouteComponent(withTexts(() => import("../routes/campaign")), "Campaign"),
});

const give = createRoute({
  getParentRoute: () => root,
  path: "/campaigns/$slug/give",
  loader: async ({ context, params }) => (await import("../routes/give")).preload(context, params.slug),
  component: lazyRouteComponent(withTexts(() => import("../routes/give")), "Give"),
});

const directory = createRoute({
  getParentRoute: () => root,
  path: "/organizations",
  validateSearch: parseDirectorySearch,
  loaderDeps: ({ search }) => search,
  loader: async ({ context, deps }) => (await import("../routes/directory")).preload(context, deps),
  component: lazyRouteComponent(withTexts(() => import("../routes/directory")), "Directory"),
});

const organization = createRoute({
  getParentRoute: () => root,
  path: "/organizations/$slug",
  loader: async ({ context, params }) => (await import("../routes/organization")).preload(context, params.slug),
  component: lazyRouteComponent(withTexts(() => import("../routes/organization")), "Organization"),
});

const donationReturn = createRoute({
  getParentRoute: () => root,
  path: "/donations/return",
  component: lazyRouteComponent(withTexts(() => import("../routes/donation-return")), "DonationReturn"),
});

const receipt = createRoute({
  getParentRoute: () => root,
  path: "/donations/receipt",
  validateSearch: parseGiftSearch,
  component: lazyRouteComponent(withTexts(() => import("../routes/receipt")), "Receipt"),
});

const verifyStart = createRoute({
  getParentRoute: () => root,
  path: "/verify",
  component: lazyRouteComponent(withTexts(() => import("../routes/verify")), "VerifyStart"),
});

const verify = createRoute({
  getParentRoute: () => root,
  path: "/verify/$code",
  component: lazyRouteComponent(withTexts(() => import("../routes/verify")), "Verify"),
});

const myGiving = createRoute({
  getParentRoute: () => root,
  path: "/my-giving",
  component: lazyRouteComponent(withTexts(() => import("../routes/my-giving")), "MyGiving"),
});

const findMyGift = createRoute({
  getParentRoute: () => root,
  path: "/find-my-gift",
  component: lazyRouteComponent(withTexts(() => import("../routes/find-my-gift")), "FindMyGift"),
});

const publicRoutes = [
  home,
  campaigns,
  campaign,
  give,
  directory,
  organization,
  donationReturn,
  receipt,
  verifyStart,
  verify,
  myGiving,
  findMyGift,
] as const;

const publicTree = root.addChildren(publicRoutes);
// The staff's routes join at run time only, so that public links stay typed by the public tree.
const routeTree = publicTree.addChildren([...publicRoutes, ...staffRoutes(() => root)] as never) as unknown as typeof publicTree;

/** The language is the first segment of each address; routes themselves don't know of it. */
function languagePrefix(language: () => Language) {
  return {
    input: ({ url }: { url: URL }) => {
      const found = languageOfPath(url.pathname);
      if (found) url.pathname = url.pathname.slice(found.length + 1) || "/";
      return url;
    },
    output: ({ url }: { url: URL }) => {
      url.pathname = `/${language()}${url.pathname === "/" ? "" : url.pathname}`;
      return url;
    },
  };
}

export function createAppRouter(context: RouteContext) {
  return createRouter({
    routeTree,
    context,
    rewrite: languagePrefix(context.language),
    scrollRestoration: true,
    defaultPreload: "intent",
    defaultPreloadStaleTime: 30_000,
    defaultErrorComponent: RouteError,
    defaultNotFoundComponent: NotFound,
    defaultPendingComponent: RoutePending,
    defaultPendingMs: 300,
    defaultPendingMinMs: 200,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
