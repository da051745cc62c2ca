import type { Stripe } from "stripe";

import { askStripe } from "../checkout/ask-stripe.js";
import { Deadline } from "../checkout/deadline.js";
import { syncCheckout } from "../checkout/sync-checkout.js";
import type { Deps } from "../deps.js";

/** Stripe gives up on an answer after some 20 s and sends the event again. */
const ANSWER_WITHIN_MS = 10_000;

/**
 * Lets an event have its effect, once. Of the event only its id, its type and the id of what it is about are used; what
 * happened is read at Stripe. Events about what is none of ours, and types we do not know, have none.
 *
 * Returns when the effect is committed. Throws when it is not; nothing is claimed then, and Stripe sends it again.
 */
export async function handleStripeEvent({ deps, event }: { deps: Deps; event: Stripe.Event }): Promise<void> {
  const { db, log } = deps;
  const deadline = new Deadline(ANSWER_WITHIN_MS);
  // Only to spare Stripe a question: what decides is the claim in the transaction.
  const handled = await db.webhookEvent.findUnique({ where: { id: event.id } });
  if (handled !== null) return;
  const stripeSessionId = await sessionOf({ deps, deadline, event });
  if (stripeSessionId === null) {
    log.info("a Stripe event without effect", { eventId: event.id, type: event.type });
    return;
  }
  const { id, type } = event;
  const outcome = await syncCheckout({ deps, stripeSessionId, deadline, event: { id, type } });
  log.info("a Stripe event was handled", { eventId: id, type, stripeSessionId, outcome });
}

interface Found {
  deps: Deps;
  deadline: Deadline;
}

/** The id of the checkout session that an event is about; null when it is about something else. */
async function sessionOf({ event, ...found }: Found & { event: Stripe.Event }): Promise<string | null> {
  switch (event.type) {
    case "checkout.session.completed":
    case "checkout.session.async_payment_succeeded":
    case "checkout.session.async_payment_failed":
    case "checkout.session.expired":
      return event.data.object.id;
    // Says, among other things, that Stripe has booked the charge, and for what fee.
    case "charge.updated":
    case "charge.refunded":
    case "charge.refund.updated":
    case "charge.dispute.created":
    case "charge.dispute.updated":
    case "charge.dispute.closed":
    case "charge.dispute.funds_withdrawn":
    case "charge.dispute.funds_reinstated":
    case "refund.created":
    case "refund.updated":
    case "refund.failed":
      return sessionOfPayment(found, event.data.object.payment_intent);
    default:
      return null;
  }
}

/** From our own rows, or, when the money came back before we heard that it was paid, from Stripe. */
async function sessionOfPayment(
  { deps, deadline }: Found,
  paymentIntent: string | Stripe.PaymentIntent | null,
): Promise<string | null> {
  const paymentIntentId = typeof paymentIntent === "string" ? paymentIntent : (paymentIntent?.id ?? null);
  if (paymentIntentId === null) return null;
  const checkout = await deps.db.checkout.findUnique({
    where: { stripePaymentIntentId: paymentIntentId },
    select: { stripeSessionId: true },
  });
  if (checkout !== null) return checkout.stripeSessionId;
  const { data } = await askStripe({
    deps,
    deadline,
    ask: (stripe, options) => stripe.checkout.sessions.list({ payment_intent: paymentIntentId, limit: 1 }, options),
  });
  return data[0]?.id ?? null;
}
