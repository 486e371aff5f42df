import type { AnyRoute } from "@tanstack/react-router";

/** The staff's part of the route tree. Each route loads its own code; the public pages never do. */
export function staffRoutes(_root: () => AnyRoute): AnyRoute[] {
  return [];
}
