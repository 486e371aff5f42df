import { expect, test } from "vitest";
import { isEmail, toE164 } from "./phone";

test.each([
  ["0944 123 456", "SY", "+963944123456"],
  ["۰۹۱۲ ۳۴۵ ۶۷۸۹", "IR", "+989123456789"],
  ["99887766", "KW", "+96599887766"],
  ["00963944123456", "KW", "+963944123456"],
  ["+1 (212) 555-0199", "XX", "+12125550199"],
])("%s from %s is %s", (typed, country, expected) => {
  expect(toE164(typed, country)).toBe(expected);
});

test("what is no number is refused", () => {
  expect(toE164("12", "SY")).toBeNull();
  expect(toE164("0944123456", "XX")).toBeNull();
  expect([isEmail("a@b.co"), isEmail("a@b"), isEmail("a b@c.d")]).toEqual([true, false, false]);
});
