import type { Transaction } from "../database/database.js";
import type { Deps } from "../deps.js";
import type { Checkout } from "../generated/prisma/client.js";
import { type AppliedOutcome, applyReading, type EventClaim } from "./apply-reading.js";
import { Deadline } from "./deadline.js";
import { readSession, type ReadSession } from "./read-session.js";

/**
 * `unknown`: the session is none of ours. `refused`: Stripe does not have it, or it does not match what was asked for; the
 * checkout is given up unless it was decided before.
 */
export type SyncOutcome = AppliedOutcome | "refused";

/**
 * Reads a session at Stripe and makes checkout and purchase say the same: the one way in which anything is ever paid,
 * called by the webhook and by the page a visitor returns to. Takes no state from anybody but Stripe.
 *
 * Readings are numbered before Stripe is asked, and an older one never overwrites a newer one, so that events may come in
 * any order and any number. Of an event, the claim and the effect are committed together.
 *
 * Throws PaymentUnavailableError when Stripe does not answer in time, and leaves no claim then.
 */
export async function syncCheckout({
  deps,
  stripeSessionId,
  deadline = new Deadline(8_000),
  event = null,
}: {
  deps: Deps;
  stripeSessionId: string;
  deadline?: Deadline;
  event?: EventClaim | null;
}): Promise<SyncOutcome> {
  const { db, log } = deps;
  const begun = await beginReading({ db, stripeSessionId });
  if (begun === null) {
    log.info("a Stripe session that is none of ours", { stripeSessionId, event: event?.type });
    return "unknown";
  }
  const read = await readSession({ deps, deadline, stripeSessionId });
  const mismatch = read === null ? "session" : mismatchOf(begun.checkout, read);
  if (read === null || mismatch !== null) {
    log.error("a checkout and its Stripe session do not match", {
      stripeSessionId,
      checkoutId: begun.checkout.id,
      mismatch,
    });
    await giveUp({ db, checkoutId: begun.checkout.id });
    return "refused";
  }
  return db.$transaction((transaction) =>
    applyReading({ db: transaction, deps, checkoutId: begun.checkout.id, number: begun.number, read, event }),
  );
}

/** Takes the next number for a reading of this session. */
async function beginReading({
  db,
  stripeSessionId,
}: {
  db: Transaction;
  stripeSessionId: string;
}): Promise<{ checkout: Checkout; number: number } | null> {
  const [checkout] = await db.checkout.updateManyAndReturn({
    where: { stripeSessionId },
    data: { readingsBegun: { increment: 1 } },
  });
  return checkout === undefined ? null : { checkout, number: checkout.readingsBegun };
}

/** What differs between the session and what was asked for when it was made, by name; null when nothing does. */
function mismatchOf(checkout: Checkout, { session }: ReadSession): string | null {
  if (session.client_reference_id !== checkout.id) return "checkout";
  if (session.metadata?.["courseId"] !== checkout.courseId) return "course";
  if (session.currency !== checkout.currency) return "currency";
  if (session.amount_subtotal !== checkout.amount) return "amount";
  if (!addsUp(session)) return "total";
  return null;
}

/** The price less the discount, plus the taxes that it does not contain already. */
function addsUp({ amount_subtotal, amount_total, total_details }: ReadSession["session"]): boolean {
  const discount = total_details?.amount_discount ?? 0;
  const tax = total_details?.amount_tax ?? 0;
  const added = (amount_total ?? 0) - ((amount_subtotal ?? 0) - discount);
  return added >= 0 && added <= tax;
}

/** So that it does not stand in the way of another purchase for good. A later reading that matches still counts. */
async function giveUp({ db, checkoutId }: { db: Transaction; checkoutId: string }): Promise<void> {
  await db.checkout.updateMany({
    where: { id: checkoutId, state: { in: ["open", "processing"] } },
    data: { state: "failed", url: null, clientSecret: null },
  });
}
