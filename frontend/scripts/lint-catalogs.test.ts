import { expect, test } from "vitest";
import { faults, parse } from "./lint-catalogs.ts";

const fault = (language: string, source: string, text: string) => faults(language, { source, text });

test("letters and punctuation of the other language are found", () => {
  expect(fault("fa", "Charity", "مؤسسة")).toHaveLength(1);
  expect(fault("ar", "Province", "استانی")).toHaveLength(1);
  expect(fault("ar", "Yes, no", "نعم, لا")).toHaveLength(1);
  expect(fault("fa", "You see", "شما می بینید")).toHaveLength(1);
  expect(fault("fa", "Gifts", "کمک ها")).toHaveLength(1);
  expect(fault("fa", "Gifts", "کمک‌ها را می‌بینید")).toEqual([]);
});

test("lost placeholders and plural forms are found", () => {
  expect(fault("ar", "Give to {0}", "تبرع")).toHaveLength(1);
  expect(fault("ar", "{n, plural, one {# gift} other {# gifts}}", "{n, plural, one {تبرع} other {# تبرع}}")).toHaveLength(3);
  expect(fault("ar", "Open", "")).toEqual(["is not translated"]);
});

test("entries are read over several lines, obsolete ones skipped", () => {
  expect(parse('msgid ""\nmsgstr ""\n\nmsgid "a "\n"b"\nmsgstr "c"\n\n#~ msgid "old"\n#~ msgstr "x"\n')).toEqual([{ source: "a b", text: "c" }]);
});
