/**
 * Decimals of Stripe's minor unit, where they are not two: https://docs.stripe.com/currencies#zero-decimal and
 * #three-decimal. Intl's own count differs: it gives none to HUF or ISK, whose amounts Stripe has in hundredths.
 */
const NONE = "bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf".split(" ");
const THREE = "bhd jod kwd omr tnd".split(" ");

/** Minor units as text for a mail in English: 4900 and "usd" are "$49.00". Never rounded. */
export function formatAmount(amount: number, currency: string): string {
  const decimals = NONE.includes(currency) ? 0 : THREE.includes(currency) ? 3 : 2;
  const value = amount / 10 ** decimals;
  const digits = Number.isInteger(value) ? {} : { minimumFractionDigits: decimals };
  return new Intl.NumberFormat("en", { style: "currency", currency, ...digits }).format(value);
}
