import type { Money } from "@courselet/contract/money";

import { numberFormat } from "./number-format.js";

/**
 * Decimals of the minor unit, where they are not two. This is Stripe's count, not that of Intl, which knows how a currency
 * is written today: it gives none to HUF, COP, IDR or ISK, whose amounts Stripe has in hundredths.
 * Source: https://docs.stripe.com/currencies#zero-decimal, #three-decimal and #special-cases.
 */
const none = "bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf";
const three = "bhd jod kwd omr tnd";

/** The only place where minor units become text: `{ amount: 4900, currency: "usd" }` in "en" is "$49.00". */
export function formatMoney({ amount, currency }: Money, language: string): string {
  const decimals = none.includes(currency) ? 0 : three.includes(currency) ? 3 : 2;
  const value = amount / 10 ** decimals;
  // A price is never rounded: decimals that Intl would leave out are shown when there are any.
  const digits = Number.isInteger(value) ? {} : { minimumFractionDigits: decimals };
  const text = numberFormat(language, { style: "currency", currency, ...digits }).format(value);
  // From right to left, "US$" would be torn apart and read "$US": U+2066 and U+2069 keep it together.
  return text.replace(/^(\u200f.*?)([A-Z]+[$¥])/, "$1\u2066$2\u2069");
}
