import { expect, test } from "vitest";
import { parseAmount } from "./parse-amount";

test.each([
  ["250", 2, "250.00"],
  ["٢٥٠", 2, "250.00"],
  ["۲۵۰٬۰۰۰", 0, "250000"],
  ["1,250.5", 2, "1250.50"],
  ["١٬٢٥٠٫٥", 2, "1250.50"],
  ["1.250,5", 2, "1250.50"],
  ["12,5", 3, "12.500"],
  ["12.500", 3, "12.500"],
  ["1,000,000", 0, "1000000"],
  ["250.000", 0, "250000"],
  [" 1 000 ", 2, "1000.00"],
  ["007", 0, "7"],
])("%s with %i decimals is %s", (typed, decimals, expected) => {
  expect(parseAmount(typed, decimals)).toBe(expected);
});

test.each(["", "abc", "-5", "1.2.3", "1,22,3", "12.345", "5 USD", "9999999999999999"])("%s is no amount", (typed) => {
  expect(parseAmount(typed, 2)).toBeNull();
});
