import type { Money } from "@courselet/contract/money";

import { numberFormat } from "./number-format.js";

/**
 * Currencies whose minor unit at Stripe is not the one that Intl knows, with Stripe's number of decimals.
 * Source: https://docs.stripe.com/currencies#special-cases.
 */
const stripeDecimals: Readonly<Record<string, number>> = { isk: 2, ugx: 2, mga: 0 };

/** The only place where minor units become text: `{ amount: 4900, currency: "usd" }` in "en" is "$49.00". */
export function formatMoney({ amount, currency }: Money, language: string): string {
  const format = numberFormat(language, { style: "currency", currency });
  const decimals = stripeDecimals[currency] ?? format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(amount / 10 ** decimals);
}
