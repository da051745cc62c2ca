import { z } from "zod";

import { Id } from "./identifiers.js";
import { Money } from "./money.js";

export const CheckoutRequest = z
  .object({
    returnUrl: z
      .string()
      .min(1)
      .max(2048)
      .meta({ description: "a page of an allowed origin; the visitor comes back to it" }),
    quotedPrice: Money.optional().meta({
      description: "the price the visitor was shown; another one now is 409 price_changed",
    }),
    mode: z.enum(["redirect", "embedded"]).default("redirect"),
    locale: z
      .string()
      .max(100)
      .optional()
      .meta({
        description: "the language of the payment page, a BCP 47 tag; without one it is the browser's",
        examples: ["pt-BR"],
      }),
  })
  .meta({ id: "CheckoutRequest" });
export type CheckoutRequest = z.infer<typeof CheckoutRequest>;

export const CheckoutStarted = z
  .union([
    z.object({ checkoutId: Id, url: z.url() }),
    z.object({ checkoutId: Id, clientSecret: z.string(), publishableKey: z.string() }),
  ])
  .meta({ id: "CheckoutStarted" });
export type CheckoutStarted = z.infer<typeof CheckoutStarted>;

export const CheckoutStatus = z
  .object({ status: z.enum(["open", "processing", "paid", "expired", "failed"]), courseId: Id })
  .meta({ id: "CheckoutStatus" });
export type CheckoutStatus = z.infer<typeof CheckoutStatus>;

/**
 * The query parameter that the return page carries. Written by the server into the success URL, read and removed by the
 * widgets. It holds a checkout id, which helps nobody but the learner it was made for.
 */
export const CHECKOUT_PARAMETER = "courselet_checkout";
