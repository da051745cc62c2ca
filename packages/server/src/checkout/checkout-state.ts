import type { Stripe } from "stripe";

import type { CheckoutState } from "../generated/prisma/enums.js";

/** What Stripe says of a session, as far as its state depends on it. */
export interface SessionReading {
  status: string | null;
  paymentStatus: string;
  /** Null until the visitor has confirmed, and when there was nothing to pay. */
  paymentIntentStatus: string | null;
  charge: Pick<Stripe.Charge, "amount" | "amount_refunded" | "refunded"> | null;
  disputes: readonly Pick<Stripe.Dispute, "status">[];
}

/**
 * The state of a checkout, from what Stripe says of it now and nothing else: whatever happened, in whatever order it was
 * told, the same reading gives the same state. Access is for `paid` alone, so whatever is not known to be paid is not.
 */
export function checkoutStateFrom(reading: SessionReading): CheckoutState {
  if (reading.status === "open") return "open";
  if (reading.status === "expired") return "expired";
  if (reading.paymentStatus === "no_payment_required") return "paid";
  if (reading.paymentStatus === "paid") return stateOfPayment(reading);
  // Complete and unpaid: a delayed payment is on its way, unless it has come to nothing.
  return hasFailed(reading.paymentIntentStatus) ? "failed" : "processing";
}

function stateOfPayment({ charge, disputes }: SessionReading): CheckoutState {
  if (disputes.some(({ status }) => takesMoney(status))) return "disputed";
  if (charge !== null && (charge.refunded || (charge.amount > 0 && charge.amount_refunded >= charge.amount))) {
    return "refunded";
  }
  return "paid";
}

/** Whether money moved, or none had to; it may have been taken back since. */
export function wasPaid(state: CheckoutState): boolean {
  return state === "paid" || state === "refunded" || state === "disputed";
}

/** After a bank refused it, a delayed payment waits for another method, which a completed session can never give. */
function hasFailed(paymentIntentStatus: string | null): boolean {
  return paymentIntentStatus === "requires_payment_method" || paymentIntentStatus === "canceled";
}

/**
 * An inquiry (`warning_…`) is a question of the bank's, and a prevented dispute never came to be: neither moves money. A
 * dispute that was won gave it back. Every other status, one that is not known yet included, means the bank has it.
 * https://docs.stripe.com/disputes/how-disputes-work
 */
function takesMoney(status: string): boolean {
  return status !== "won" && status !== "prevented" && !status.startsWith("warning_");
}
