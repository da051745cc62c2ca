import type { Stripe } from "stripe";

import { checkoutStateFrom, wasPaid } from "../../checkout/checkout-state.js";
import { moneyMoved } from "../../checkout/money-moved.js";
import { readingOf } from "../../checkout/read-session.js";
import type { Checkout } from "../../generated/prisma/client.js";

/** What of a checkout can be held against a session in a list. */
export type KnownCheckout = Pick<Checkout, "state" | "amountTotal" | "amountRefunded" | "fee" | "stripeSessionId">;

/**
 * Whether a session in a list, with its payment expanded, says something else than we know. Of a disputed payment the list
 * does not say how the dispute stands, so that one is always worth a reading.
 */
export function differs(known: KnownCheckout, session: Stripe.Checkout.Session): boolean {
  const { reading } = readingOf(session, []);
  const { charge } = reading;
  if (charge !== null && "disputed" in charge && charge.disputed === true) return true;
  const state = checkoutStateFrom(reading);
  const money = moneyMoved({ isPaid: wasPaid(state), session, charge });
  return (
    known.state !== state ||
    known.amountTotal !== money.amountTotal ||
    known.amountRefunded !== money.amountRefunded ||
    known.fee !== money.fee
  );
}
