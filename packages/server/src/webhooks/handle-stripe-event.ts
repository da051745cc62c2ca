import type { Stripe } from "stripe";

import { Deadline } from "../checkout/deadline.js";
import { syncCheckout, type SyncOutcome } from "../checkout/sync-checkout.js";
import type { Deps } from "../deps.js";
import { sessionOfEvent } from "./session-of-event.js";

/** Stripe gives up on an answer after some 20 s and sends the event again. */
const ANSWER_WITHIN_MS = 10_000;

/** What came of an event, and of which session; `none`: it is about nothing of ours. */
export interface HandledEvent {
  outcome: SyncOutcome | "none";
  stripeSessionId: string | null;
}

/**
 * Lets an event have its effect, once. Of the event only its id, its type and the id of what it is about are used; what
 * happened is read at Stripe. Events about what is none of ours, and types we do not know, have none.
 *
 * Returns when the effect is committed. Throws when it is not; nothing is claimed then, and Stripe sends it again.
 */
export async function handleStripeEvent({ deps, event }: { deps: Deps; event: Stripe.Event }): Promise<HandledEvent> {
  const { db, log } = deps;
  const deadline = new Deadline(ANSWER_WITHIN_MS);
  // Only to spare Stripe a question: what decides is the claim in the transaction.
  const handled = await db.webhookEvent.findUnique({ where: { id: event.id } });
  if (handled !== null) return { outcome: "duplicate", stripeSessionId: null };
  const stripeSessionId = await sessionOfEvent({ deps, deadline, event });
  if (stripeSessionId === null) {
    log.info("a Stripe event without effect", { eventId: event.id, type: event.type });
    return { outcome: "none", stripeSessionId };
  }
  const { id, type } = event;
  const outcome = await syncCheckout({ deps, stripeSessionId, deadline, event: { id, type } });
  log.info("a Stripe event was handled", { eventId: id, type, stripeSessionId, outcome });
  return { outcome, stripeSessionId };
}
