import { describe, expect, it } from "vitest";
import { ascii, emptyDraft, fieldsOf } from "./campaign-draft";

describe("what a campaign's editor sends", () => {
  it("takes amounts in each of the three digit forms", () => {
    expect(ascii("12,500.250")).toBe("12500.250");
    expect(ascii("١٢٬٥٠٠٫٢٥٠")).toBe("12500.250");
    expect(ascii("۱۲٬۵۰۰")).toBe("12500");
  });

  it("sends what is no number as one that the backend refuses by its field", () => {
    expect(ascii("a lot")).toBe("-1");
    expect(ascii("")).toBe("-1");
  });

  it("leaves out what is empty, and presets that were not filled in", () => {
    const fields = fieldsOf({ ...emptyDraft, title: { ar: "بئر", fa: "  " }, presets: ["", "5"], currency: "KWD" });
    expect(fields.title).toEqual({ ar: "بئر" });
    expect(fields.presets).toEqual([{ amount: "5", currency: "KWD" }]);
    expect(fields.goal).toBeUndefined();
    expect(fields.endsOn).toBeNull();
  });
});
