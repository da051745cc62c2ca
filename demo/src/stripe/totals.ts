import type { Stripe } from "stripe";

import type { Context } from "./context.js";

/** Everybody's tax, everywhere. */
const TAX_PERCENT = 10;

/** Works out tax and total of a session anew, with its discount in minor units, and keeps them. */
export function applyTotals(context: Context, session: Stripe.Checkout.Session, discount: number): void {
  const discounted = (session.amount_subtotal ?? 0) - discount;
  const lines = context.store.state.sessionExtras[session.id]?.lines ?? [];
  const isInclusive = lines.some(({ item }) => item.price?.tax_behavior === "inclusive");
  const rate = isInclusive ? TAX_PERCENT / (100 + TAX_PERCENT) : TAX_PERCENT / 100;
  const tax = session.automatic_tax.enabled ? Math.round(discounted * rate) : 0;
  session.total_details = { amount_discount: discount, amount_shipping: 0, amount_tax: tax };
  session.amount_total = discounted + (isInclusive ? 0 : tax);
  session.payment_status = session.amount_total === 0 ? "no_payment_required" : "unpaid";
  context.store.save();
}
