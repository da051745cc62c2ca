import { isCurrency, type Money } from "@courselet/contract/money";

/** Contract limit of an amount, in minor units. */
const MAX_AMOUNT = 99_999_999;

/**
 * Digits after the point, for the currencies that do not have two.
 * Source: https://docs.stripe.com/currencies#zero-decimal and #three-decimal, which is the form that money has everywhere here.
 */
const DIGITS = new Map<string, number>([
  ...["bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga", "pyg", "rwf", "vnd", "vuv", "xaf", "xof", "xpf"].map(
    (code) => [code, 0] as const,
  ),
  ...["bhd", "jod", "kwd", "omr", "tnd"].map((code) => [code, 3] as const),
]);

/** Written with two digits at Stripe for the sake of old integrations, though the coins are gone: the digits must be 00. */
const WHOLE_UNITS_ONLY = new Set(["isk", "ugx"]);

export type ParsedPrice = { money: Money } | { reason: string };

export const FREE: Money = { amount: 0, currency: "usd" };

/** `49.00 usd`: an amount in the currency's usual unit and its ISO 4217 code. Exact, without floating point. */
export function parsePrice(text: string): ParsedPrice {
  const match = /^(?<amount>\S+)\s+(?<currency>\p{L}+)$/u.exec(text.trim());
  if (!match?.groups) return { reason: `"${text}" is not a price: write an amount and a currency, such as 49.00 usd` };
  return parseAmount(match.groups["amount"] ?? "", match.groups["currency"] ?? "");
}

/** `49.00` in `usd` → 4900; `4800` in `jpy` → 4800; `12.500` in `kwd` → 12500. Any case of the code. */
export function parseAmount(amount: string, currency: string): ParsedPrice {
  const code = currency.trim().toLowerCase();
  if (!isCurrency(code)) return { reason: `"${currency}" is not an ISO 4217 currency code, such as usd` };

  const match = /^(?<whole>\d+)(?:\.(?<fraction>\d+))?$/.exec(amount.trim());
  if (!match?.groups) {
    return { reason: `"${amount}" is not an amount: digits, and a point before the decimals, such as 1249.00` };
  }
  const digits = DIGITS.get(code) ?? 2;
  // Zeros beyond the currency's digits change nothing: spreadsheets write 20 as 20.0, and yen as 4800.00.
  const fraction = (match.groups["fraction"] ?? "").replace(/0+$/, "");
  if (fraction.length > (WHOLE_UNITS_ONLY.has(code) ? 0 : digits)) {
    const allowed = WHOLE_UNITS_ONLY.has(code) || digits === 0 ? "no decimals" : `at most ${digits} decimals`;
    return { reason: `"${amount}" does not fit: an amount in ${code} has ${allowed}` };
  }
  const minor = BigInt((match.groups["whole"] ?? "") + fraction.padEnd(digits, "0"));
  if (minor > MAX_AMOUNT) return { reason: `"${amount}" ${code} is more than ${MAX_AMOUNT} in the smallest unit` };
  return { money: { amount: Number(minor), currency: code } };
}

/**
 * The other way: 4900 usd → `49.00 usd`. An amount that no text in the usual unit says exactly (see WHOLE_UNITS_ONLY) stays in
 * the smallest unit.
 */
export function formatPrice(money: Money): string | Money {
  const digits = DIGITS.get(money.currency) ?? 2;
  const padded = String(money.amount).padStart(digits + 1, "0");
  const whole = padded.slice(0, padded.length - digits);
  const text = `${whole}${digits === 0 ? "" : `.${padded.slice(-digits)}`} ${money.currency}`;
  const parsed = parsePrice(text);
  return "money" in parsed && parsed.money.amount === money.amount ? text : money;
}
