import { expect, test } from "vitest";
import { signInUrl } from "./session";

test("a gift's secret never goes to the server on the way to signing in", () => {
  expect(signInUrl("/fa/donations/return?x=1#secret=E6k22Gzy4rtlR2")).toBe("/auth/login?return=%2Ffa%2Fdonations%2Freturn%3Fx%3D1");
});
