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
