import { expect, test } from "@playwright/test";
import { auditServer } from "graphql-http";

// The public audit of GraphQL over HTTP: what any client of the specification may rely on. Notices are what a server MAY do besides.
test("GraphQL over HTTP, as the specification has it", async ({ baseURL }) => {
  const results = await auditServer({ url: `${baseURL ?? ""}/graphql`, fetchFn: fetch });
  const faults = results.filter((result) => result.status === "error" || result.status === "warn");
  expect(faults.map((fault) => `${fault.id} ${fault.name}: ${fault.status === "ok" ? "" : fault.reason}`)).toEqual([]);
  expect(results.length).toBeGreaterThan(50);
});
