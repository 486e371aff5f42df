import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, redirect, type ParsedLocation } from "@tanstack/react-router";
import { loadPageTexts } from "../lib/i18n";
import { languageOfPath, type Language } from "../lib/locales";
import type { RouteContext } from "../lib/route-context";
import { parseCampaignSearch, parseDirectorySearch, parseGiftSearch } from "../lib/search-params";
import { NotFound, RouteError, RoutePending } from "./boundaries";
import { Shell } from "./shell";

/** Each page's code, fetched once, with the texts that come along: both are there before it is shown. */
function page<T>(load: () => Promise<T>): () => Promise<T> {
  return async () => (await Promise.all([load(), loadPageTexts()]))[0];
}

const homePage = () => import("../routes/home");
const campaignsPage = page(() => import("../routes/campaigns"));
const campaignPage = page(() => import("../routes/campaign"));
const givePage = page(() => import("../routes/give"));
const directoryPage = page(() => import("../routes/directory"));
const organizationPage = page(() => import("../routes/organization"));
const verifyPage = page(() => import("../routes/verify"));

const root = createRootRouteWithContext<RouteContext>()({ component: Shell, notFoundComponent: NotFound });

const home = createRoute({
  getParentRoute: () => root,
  path: "/",
  loader: async ({ context }) => (await homePage()).preload(context),
  component: lazyRouteComponent(homePage, "Home"),
});

const campaigns = createRoute({
  getParentRoute: () => root,
  path: "/campaigns",
  validateSearch: parseCampaignSearch,
  loaderDeps: ({ search }) => search,
  loader: async ({ context, deps }) => (await campaignsPage()).preload(context, deps),
  component: lazyRouteComponent(campaignsPage, "Campaigns"),
});

const campaign = createRoute({
  getParentRoute: () => root,
  path: "/campaigns/$slug",
  loader: async ({ context, params }) => (await campaignPage()).preload(context, params.slug),
  component: lazyRouteComponent(campaignPage, "Campaign"),
});

const give = createRoute({
  getParentRoute: () => root,
  path: "/campaigns/$slug/give",
  loader: async ({ context, params }) => (await givePage()).preload(context, params.slug),
  component: lazyRouteComponent(givePage, "Give"),
});

const directory = createRoute({
  getParentRoute: () => root,
  path: "/organizations",
  validateSearch: parseDirectorySearch,
  loaderDeps: ({ search }) => search,
  loader: async ({ context, deps }) => (await directoryPage()).preload(context, deps),
  component: lazyRouteComponent(directoryPage, "Directory"),
});

const organization = createRoute({
  getParentRoute: () => root,
  path: "/organizations/$slug",
  loader: async ({ context, params }) => (await organizationPage()).preload(context, params.slug),
  component: lazyRouteComponent(organizationPage, "Organization"),
});

const donationReturn = createRoute({
  getParentRoute: () => root,
  path: "/donations/return",
  component: lazyRouteComponent(page(() => import("../routes/donation-return")), "DonationReturn"),
});

const receipt = createRoute({
  getParentRoute: () => root,
  path: "/donations/receipt",
  validateSearch: parseGiftSearch,
  component: lazyRouteComponent(page(() => import("../routes/receipt")), "Receipt"),
});

const verifyStart = createRoute({
  getParentRoute: () => root,
  path: "/verify",
  component: lazyRouteComponent(verifyPage, "VerifyStart"),
});

const verify = createRoute({
  getParentRoute: () => root,
  path: "/verify/$code",
  component: lazyRouteComponent(verifyPage, "Verify"),
});

const myGiving = createRoute({
  getParentRoute: () => root,
  path: "/my-giving",
  component: lazyRouteComponent(page(() => import("../routes/my-giving")), "MyGiving"),
});

const findMyGift = createRoute({
  getParentRoute: () => root,
  path: "/find-my-gift",
  component: lazyRouteComponent(page(() => import("../routes/find-my-gift")), "FindMyGift"),
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

/**
 * The staff's routes join when one of them is asked for: the public never downloads their list, and public links stay typed by the
 * public tree. Whoever stands at the door is then sent to the same address again, where the real route now is.
 */
async function openStaffRoutes({ location }: { location: ParsedLocation }): Promise<never> {
  const { staffRoutes } = await import("../routes/staff/routes");
  root.addChildren([...publicRoutes, ...staffRoutes(() => root)]);
  router?.setRoutes(router.buildRouteTree());
  throw redirect({ to: location.pathname, search: location.search, hash: location.hash, replace: true } as never);
}

const staffDoors = ["/staff", "/staff/$", "/invitation"].map((path) =>
  createRoute({ getParentRoute: () => root, path, beforeLoad: openStaffRoutes }),
);
const routeTree = publicTree.addChildren([...publicRoutes, ...staffDoors] as never) as unknown as typeof publicTree;
let router: ReturnType<typeof buildRouter> | undefined;

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

function buildRouter(context: RouteContext) {
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

/** Made once, at the start. */
export function createAppRouter(context: RouteContext) {
  router = buildRouter(context);
  return router;
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
