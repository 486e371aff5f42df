import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import type { Client } from "@urql/core";
import { languageOfPath, type Language } from "../lib/locales";
import { parseCampaignSearch } from "../lib/search-params";
import { staffRoutes } from "../routes/staff/routes";
import { NotFound, RouteError, RoutePending } from "./boundaries";
import { Shell } from "./shell";

export interface RouterContext {
  /** A function, because signing in and out replace the client. */
  readonly client: () => Client;
  readonly language: () => Language;
}

const root = createRootRouteWithContext<RouterContext>()({ component: Shell, notFoundComponent: NotFound });

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
  component: lazyRouteComponent(() => import("../routes/campaigns"), "Campaigns"),
});

const routeTree = root.addChildren([home, campaigns, ...staffRoutes(() => root)]);

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

export function createAppRouter(context: RouterContext) {
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
