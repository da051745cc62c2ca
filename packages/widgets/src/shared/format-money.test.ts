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
      const written = formatMoney({ amount, currency }, "en").replaceAll("\u00a0", " ");
      // Firefox and WebKit write the decimals of these all the same.
      expect(/huf|isk|idr/.test(currency) ? written.replace(/\.00$/, "") : written).to.equal(text);
    });
  }

  const local: [amount: number, currency: string, language: string, text: string][] = [
    [4800, "jpy", "ja", "￥4,800"],
    [490_000, "usd", "ja", "$4,900.00"],
    [490_000, "eur", "de", "4.900,00 €"],
    [4900, "eur", "fr", "49,00 €"],
    [4900, "usd", "fr-CA", "49,00 $ US"],
    [4900, "usd", "es", "49,00 US$"],
    [4900, "brl", "pt", "R$ 49,00"],
    [4900, "usd", "ar-u-nu-latn", "49.00 \u2066US$\u2069"],
    [12_500, "kwd", "ar-KW", "١٢٫٥٠٠ د.ك."],
    [12_500, "kwd", "ar-u-nu-latn", "12.500 د.ك."],
  ];
  for (const [amount, currency, language, text] of local) {
    it(`writes ${amount} of ${currency} in "${language}" as ${text}`, () => {
      // Intl adds marks of direction and spaces that do not break.
      const written = formatMoney({ amount, currency }, language).replace(/[\u200e\u200f\u061c]/g, "");
      expect(written.replace(/[\u00a0\u202f]/g, " ")).to.equal(text);
    });
  }
});
