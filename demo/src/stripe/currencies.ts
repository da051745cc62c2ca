/** The least that may be charged, in minor units: https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts. */
const MINIMUM_AMOUNTS: Record<string, number> = {
  aed: 200,
  aud: 50,
  brl: 50,
  cad: 50,
  chf: 50,
  czk: 1500,
  dkk: 250,
  eur: 50,
  gbp: 30,
  hkd: 400,
  huf: 17500,
  inr: 50,
  jpy: 50,
  krw: 500,
  mxn: 1000,
  myr: 200,
  nok: 300,
  nzd: 50,
  pln: 200,
  ron: 200,
  sek: 300,
  sgd: 50,
  thb: 1000,
  usd: 50,
};

const KNOWN = new Set(Intl.supportedValuesOf("currency").map((code) => code.toLowerCase()));

export const LARGEST_AMOUNT = 99_999_999;

export function isCurrency(code: string): boolean {
  return KNOWN.has(code.toLowerCase());
}

/** Minor units. Currencies without a minimum of their own are converted by Stripe; here they have none. */
export function minimumAmount(currency: string): number {
  return MINIMUM_AMOUNTS[currency] ?? 1;
}

/**
 * An amount in minor units as text, for people: `$49.00`, `¥4,900`. Stripe counts isk, huf, idr and others in
 * hundredths though ISO 4217 or Intl may not: https://docs.stripe.com/currencies#special-cases.
 */
export function formatAmount(amount: number, currency: string, locale = "en"): string {
  const format = new Intl.NumberFormat(locale, { style: "currency", currency });
  const inHundredths = "afn all cop huf idr isk lak lbp mmk pkr sll sos twd ugx yer".includes(currency);
  const digits = inHundredths ? 2 : (format.resolvedOptions().maximumFractionDigits ?? 2);
  return format.format(amount / 10 ** digits);
}
