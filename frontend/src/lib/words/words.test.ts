import { expect, test } from "vitest";
import { amountInWords } from "./words";

const syp = (amount: string) => amountInWords({ amount, currency: "SYP" }, "ar");
const kwd = (amount: string) => amountInWords({ amount, currency: "KWD" }, "ar");

test("Arabic counts agree in gender and number", () => {
  expect(syp("1.00")).toBe("ليرة سورية واحدة");
  expect(syp("2.00")).toBe("ليرتان سوريتان");
  expect(syp("3.00")).toBe("ثلاث ليرات سورية");
  expect(syp("8.00")).toBe("ثماني ليرات سورية");
  expect(syp("10.00")).toBe("عشر ليرات سورية");
  expect(syp("11.00")).toBe("إحدى عشرة ليرة سورية");
  expect(syp("12.00")).toBe("اثنتا عشرة ليرة سورية");
  expect(syp("18.00")).toBe("ثماني عشرة ليرة سورية");
  expect(syp("21.00")).toBe("إحدى وعشرون ليرة سورية");
  expect(syp("100.00")).toBe("مئة ليرة سورية");
  expect(syp("200.00")).toBe("مئتا ليرة سورية");
  expect(syp("250.00")).toBe("مئتان وخمسون ليرة سورية");
  expect(syp("1000.00")).toBe("ألف ليرة سورية");
  expect(syp("2000.00")).toBe("ألفا ليرة سورية");
  expect(syp("5000.00")).toBe("خمسة آلاف ليرة سورية");
  expect(syp("25000.00")).toBe("خمسة وعشرون ألف ليرة سورية");
  expect(syp("1250.50")).toBe("ألف ومئتان وخمسون ليرة سورية وخمسون قرشاً");
  expect(kwd("1.000")).toBe("دينار كويتي واحد");
  expect(kwd("5.500")).toBe("خمسة دنانير كويتية وخمسمئة فلس");
  expect(kwd("25.000")).toBe("خمسة وعشرون ديناراً كويتياً");
  expect(kwd("100.000")).toBe("مئة دينار كويتي");
});

test("Persian says toman for rial", () => {
  expect(amountInWords({ amount: "2500000", currency: "IRR" }, "fa")).toBe("دویست و پنجاه هزار تومان");
  expect(amountInWords({ amount: "10000", currency: "IRR" }, "fa")).toBe("هزار تومان");
  expect(amountInWords({ amount: "25005", currency: "IRR" }, "fa")).toBe("دو هزار و پانصد تومان و پنج ریال");
  expect(amountInWords({ amount: "12.500", currency: "KWD" }, "fa")).toBe("دوازده دینار کویت و پانصد فلس");
});

test("English reads as a cheque does", () => {
  expect(amountInWords({ amount: "1.00", currency: "SYP" }, "en")).toBe("One Syrian pound");
  expect(amountInWords({ amount: "1250.50", currency: "USD" }, "en")).toBe("One thousand, two hundred and fifty US dollars and fifty cents");
  expect(amountInWords({ amount: "1000005", currency: "IRR" }, "en")).toBe("One million and five Iranian rials");
  expect(amountInWords({ amount: "5.00", currency: "XYZ" }, "en")).toBeNull();
});
