import { expect, test } from "vitest";
import { secretOfHash } from "./gift-secret";

test.each([
  ["#secret=AbC_123-xyz987AbC456", "AbC_123-xyz987AbC456"],
  ["#AbC_123-xyz987AbC456", "AbC_123-xyz987AbC456"],
  ["#outcome=declined&secret=AbC_123-xyz987AbC456", "AbC_123-xyz987AbC456"],
  ["", null],
  ["#top", null],
  ["#<script>alert(1)</script>", null],
])("%s holds %s", (hash, secret) => {
  expect(secretOfHash(hash)).toBe(secret);
});
