import { Stripe } from "stripe";

import type { Deps } from "../deps.js";
import { askStripe } from "./ask-stripe.js";
import type { SessionReading } from "./checkout-state.js";
import type { Deadline } from "./deadline.js";
import type { PaidCharge } from "./money-moved.js";

/** A session as Stripe has it now, and what of it decides. */
export interface ReadSession {
  session: Stripe.Checkout.Session;
  reading: SessionReading & { charge: PaidCharge | null };
  paymentIntentId: string | null;
}

/** What a session is to be asked for with, behind `data.` in a list of them. */
export const EXPANDED = "payment_intent.latest_charge.balance_transaction";

/**
 * Asks Stripe for a session with its payment, refunds and disputes. Null when the account of STRIPE_SECRET_KEY has no such
 * session, as after a change of accounts. Throws PaymentUnavailableError.
 */
export async function readSession({
  deps,
  deadline,
  stripeSessionId,
}: {
  deps: Pick<Deps, "stripe" | "log">;
  deadline: Deadline;
  stripeSessionId: string;
}): Promise<ReadSession | null> {
  const session = await askStripe({
    deps,
    deadline,
    ask: (stripe, options) => stripe.checkout.sessions.retrieve(stripeSessionId, { expand: [EXPANDED] }, options),
  }).catch((error: unknown) => {
    if (error instanceof Stripe.errors.StripeInvalidRequestError && error.code === "resource_missing") return null;
    throw error;
  });
  if (session === null) return null;
  const charge = chargeOf(session);
  // `disputed` stays true when a dispute is over; only the disputes themselves say how it ended.
  const disputes = charge?.disputed ? await readDisputes({ deps, deadline, chargeId: charge.id }) : [];
  return readingOf(session, disputes);
}

/** What an expanded session says, together with the disputes of its charge. */
export function readingOf(session: Stripe.Checkout.Session, disputes: Stripe.Dispute[]): ReadSession {
  const intent = expandedOrNull(session.payment_intent);
  const charge = chargeOf(session);
  return {
    session,
    paymentIntentId: intent?.id ?? null,
    reading: {
      status: session.status,
      paymentStatus: session.payment_status,
      paymentIntentStatus: intent?.status ?? null,
      charge,
      disputes,
    },
  };
}

export function chargeOf(session: Stripe.Checkout.Session): Stripe.Charge | null {
  return expandedOrNull(expandedOrNull(session.payment_intent)?.latest_charge ?? null);
}

async function readDisputes({
  deps,
  deadline,
  chargeId,
}: {
  deps: Pick<Deps, "stripe" | "log">;
  deadline: Deadline;
  chargeId: string;
}): Promise<Stripe.Dispute[]> {
  const { data } = await askStripe({
    deps,
    deadline,
    ask: (stripe, options) => stripe.disputes.list({ charge: chargeId, limit: 100 }, options),
  });
  return data;
}

/** Both were asked for with `expand`; an id in its place would be an answer to another question. */
function expandedOrNull<T extends object>(value: string | T | null): T | null {
  if (typeof value === "string") throw new TypeError(`Stripe answered the id ${value} instead of the object`);
  return value;
}
