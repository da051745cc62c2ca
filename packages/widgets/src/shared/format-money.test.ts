import { expect } from "@open-wc/testing";

import { formatMoney } from "./format-money.js";

describe("formatMoney", () => {
  const cases: [amount: number, currency: string, text: string][] = [
    [4900, "usd", "$49.00"],
    [4800, "jpy", "¥4,800"],
    [12_500, "kwd", "KWD 12.500"],
    [14_900, "aed", "AED 149.00"],
    // Stripe has these in hundredths, though nobody writes their decimals.
    [490_000, "huf", "HUF 4,900"],
    [490_050, "huf", "HUF 4,900.50"],
    [50_000, "isk", "ISK 500"],
    [2_000_000, "idr", "IDR 20,000"],
  ];
  for (const [amount, currency, text] of cases) {
    it(`writes ${amount} in the smallest unit of ${currency} as ${text}`, () => {
      expect(formatMoney({ amount, currency }, "en").replaceAll("\u00a0", " ")).to.equal(text);
    });
  }
});
