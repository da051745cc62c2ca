import type { Stripe } from "stripe";

import { ApiError } from "./api-error.js";
import type { Context } from "./context.js";
import { formatAmount, minimumAmount } from "./currencies.js";
import { applyTotals } from "./totals.js";

/** The codes that every shop of the stand-in has, and how many percent each takes off. */
export const PROMOTION_CODES: Readonly<Record<string, number>> = { HALF: 50, FREE: 100 };

/**
 * Gives the discount of a code, in any case, to an open session; an earlier code's goes. Returns the session. Throws
 * ApiError 400, with words for the visitor, for a code that is not one or leaves less than can be charged.
 */
export function applyPromotionCode(
  context: Context,
  session: Stripe.Checkout.Session,
  code: string,
): Stripe.Checkout.Session {
  const name = code.trim().toUpperCase();
  const percent = Object.hasOwn(PROMOTION_CODES, name) ? PROMOTION_CODES[name] : undefined;
  if (session.status !== "open" || session.allow_promotion_codes !== true) {
    throw new ApiError(400, "This session does not take promotion codes.", { param: "promotion_code" });
  }
  if (percent === undefined) throw new ApiError(400, "This code is invalid.", { code: "coupon_expired" });
  const currency = session.currency ?? "usd";
  const discount = Math.round(((session.amount_subtotal ?? 0) * percent) / 100);
  const left = (session.amount_subtotal ?? 0) - discount;
  const least = minimumAmount(currency);
  if (left !== 0 && left < least) {
    throw new ApiError(400, `With this code less than ${formatAmount(least, currency)} would be left to pay.`, {
      code: "amount_too_small",
    });
  }
  session.discounts = [{ coupon: `${name}_${percent}`, promotion_code: `promo_${name}` }];
  applyTotals(context, session, discount);
  return session;
}
