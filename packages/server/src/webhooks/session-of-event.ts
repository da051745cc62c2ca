import type { Stripe } from "stripe";

import { askStripe } from "../checkout/ask-stripe.js";
import type { Deadline } from "../checkout/deadline.js";
import type { Deps } from "../deps.js";

/** The events that can change a checkout. Stripe lists at most twenty types at once. */
export const EFFECTIVE_TYPES = [
  "checkout.session.completed",
  "checkout.session.async_payment_succeeded",
  "checkout.session.async_payment_failed",
  "checkout.session.expired",
  // Says, among other things, that Stripe has booked the charge, and for what fee.
  "charge.updated",
  "charge.refunded",
  "charge.refund.updated",
  "charge.dispute.created",
  "charge.dispute.updated",
  "charge.dispute.closed",
  "charge.dispute.funds_withdrawn",
  "charge.dispute.funds_reinstated",
  "refund.created",
  "refund.updated",
  "refund.failed",
] as const satisfies Stripe.Event["type"][];

interface Question {
  deps: Deps;
  deadline: Deadline;
  event: Stripe.Event;
}

/** The id of the checkout session that an event is about; null when it is about something else. */
export async function sessionOfEvent({ deps, deadline, event }: Question): Promise<string | null> {
  if (!isEffective(event)) return null;
  const { object } = event.data;
  if (object.object === "checkout.session") return object.id;
  const { payment_intent: intent } = object;
  const paymentIntentId = typeof intent === "string" ? intent : (intent?.id ?? null);
  return paymentIntentId === null ? null : sessionOfPayment({ deps, deadline, paymentIntentId });
}

type EffectiveEvent = Extract<Stripe.Event, { type: (typeof EFFECTIVE_TYPES)[number] }>;

function isEffective(event: Stripe.Event): event is EffectiveEvent {
  return EFFECTIVE_TYPES.some((type) => type === event.type);
}

/** From our own rows, or, when the money came back before we heard that it was paid, from Stripe. */
async function sessionOfPayment({
  deps,
  deadline,
  paymentIntentId,
}: Omit<Question, "event"> & { paymentIntentId: string }): Promise<string | null> {
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
