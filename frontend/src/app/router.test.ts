import { expect, it } from "vitest";
import { clientStore } from "../lib/client";
import { createAppRouter } from "./router";

it("opens the staff's routes at the first address that asks for one, and leaves the public's where they were", async () => {
  window.history.replaceState(null, "", "/en/verify");
  const router = createAppRouter({ client: clientStore.get, language: () => "en" });
  await router.load();
  expect(router.state.matches.at(-1)?.routeId).toBe("/verify");
  await router.navigate({ to: "/staff/imports" as never });
  expect(router.state.matches.map((match) => match.routeId)).toEqual(["__root__", "/staff", "/staff/imports"]);
  expect(router.state.location.publicHref).toBe("/en/staff/imports");
  await router.navigate({ to: "/invitation" as never, search: { code: "abc" } as never });
  expect(router.state.matches.at(-1)?.search).toEqual({ code: "abc" });
  await router.navigate({ to: "/find-my-gift" });
  expect(router.state.matches.at(-1)?.routeId).toBe("/find-my-gift");
});
