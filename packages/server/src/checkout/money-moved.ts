import type { Stripe } from "stripe";

import type { Checkout } from "../generated/prisma/client.js";

/** What of a checkout says how much was paid, and when; all amounts in minor units. */
export type MoneyMoved = Pick<
  Checkout,
  "amountTotal" | "amountDiscount" | "amountTax" | "amountRefunded" | "fee" | "feeCurrency" | "paidAt"
>;

/** The parts of a session that the money depends on. */
export type PaidSession = Pick<Stripe.Checkout.Session, "amount_total" | "total_details" | "created">;
export type PaidCharge = Pick<Stripe.Charge, "amount_refunded" | "created" | "balance_transaction">;

const NOTHING: MoneyMoved = {
  amountTotal: null,
  amountDiscount: 0,
  amountTax: 0,
  amountRefunded: 0,
  fee: null,
  feeCurrency: null,
  paidAt: null,
};

/**
 * How much was paid, from what Stripe says of it now. A payment without a charge was nothing to pay; its time is the
 * session's. The fee is known once Stripe has booked the charge, some moments after it succeeded.
 */
export function moneyMoved({
  isPaid,
  session,
  charge,
}: {
  isPaid: boolean;
  session: PaidSession;
  charge: PaidCharge | null;
}): MoneyMoved {
  if (!isPaid) return NOTHING;
  const booking = charge?.balance_transaction ?? null;
  return {
    amountTotal: session.amount_total ?? 0,
    amountDiscount: session.total_details?.amount_discount ?? 0,
    amountTax: session.total_details?.amount_tax ?? 0,
    amountRefunded: charge?.amount_refunded ?? 0,
    ...(booking === null || typeof booking === "string"
      ? { fee: null, feeCurrency: null }
      : { fee: booking.fee, feeCurrency: booking.currency }),
    paidAt: new Date((charge?.created ?? session.created) * 1000),
  };
}
