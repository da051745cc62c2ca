import { z } from "zod";

/**
 * An amount in the currency's minor unit (cents for usd, yen for jpy, fils for kwd) and its ISO 4217 code in lower case,
 * the form Stripe uses: https://docs.stripe.com/currencies.
 */
export const Money = z
  .object({
    amount: z.int().min(0).max(99_999_999).meta({ description: "minor units" }),
    currency: z.string().regex(/^[a-z]{3}$/, "an ISO 4217 code in lower case, such as usd"),
  })
  .meta({ id: "Money", examples: [{ amount: 4900, currency: "usd" }] });
export type Money = z.infer<typeof Money>;

const CURRENCIES = new Set(Intl.supportedValuesOf("currency").map((code) => code.toLowerCase()));

/** Whether a code, in lower case, is one of ISO 4217. */
export function isCurrency(code: string): boolean {
  return CURRENCIES.has(code);
}

/** A price as somebody sets one: nothing beside the amount and its currency, which must be one that exists. */
export const Price = z
  .strictObject({ ...Money.shape, currency: Money.shape.currency.refine(isCurrency, "is not an ISO 4217 code") })
  .meta({ description: "minor units of the currency: 4900 is 49.00 usd" });
