import type { Transaction } from "../database/database.js";
import type { Deps } from "../deps.js";
import type { Checkout } from "../generated/prisma/client.js";
import { isErasedId } from "../identity/actor.js";
import { recordPurchase } from "../learning/record-purchase.js";
import { checkoutStateFrom, wasPaid } from "./checkout-state.js";
import { moneyMoved, type MoneyMoved } from "./money-moved.js";
import { purchaseFrom } from "./purchase-from.js";
import { queueReceipt } from "./queue-receipt.js";
import type { ReadSession } from "./read-session.js";

/** An event of Stripe's whose effect a reading is. */
export interface EventClaim {
  id: string;
  type: string;
}

/**
 * - `applied`: our rows say what Stripe says; `unchanged`: they said it before; `superseded`: they said something newer.
 * - `duplicate`: the event has had its effect before. `unknown`: there is no such checkout any more.
 */
export type AppliedOutcome = "applied" | "unchanged" | "superseded" | "duplicate" | "unknown";

type LockedCheckout = Pick<
  Checkout,
  | "id"
  | "userId"
  | "courseId"
  | "state"
  | "amount"
  | "currency"
  | "createdAt"
  | "readingApplied"
  | "stripeSessionId"
  | "stripePaymentIntentId"
> &
  MoneyMoved;

/** How often a merge may move the rows to another user while we wait for them. A guest is merged once. */
const MOST_MOVES = 3;

/**
 * Writes what was read, in a transaction of the caller's: claims the event, updates the checkout if this reading is the
 * newest, and works out the purchase anew from all of the learner's checkouts of the course. No statement here can fail on
 * what others do at the same time: a failing one would poison the connection (prisma/orm#30374).
 */
export async function applyReading({
  db,
  deps,
  checkoutId,
  number,
  read,
  event,
}: {
  db: Transaction;
  deps: Pick<Deps, "clock" | "config">;
  checkoutId: string;
  number: number;
  read: ReadSession;
  event: EventClaim | null;
}): Promise<AppliedOutcome> {
  if (event !== null) {
    const claimed = await db.webhookEvent.createMany({ data: [event], skipDuplicates: true });
    if (claimed.count === 0) return "duplicate";
  }
  const rows = await lockCheckouts({ db, checkoutId });
  const own = rows.find(({ id }) => id === checkoutId);
  if (own === undefined) return "unknown";
  if (own.readingApplied >= number) return "superseded";

  const changed = await updateCheckout({ db, own, number, read });
  await updatePurchase({ db, rows: rows.map((row) => (row.id === checkoutId ? changed : row)), changed });
  // Somebody who had themselves erased before the money came is not remembered again.
  if (changed.state === "paid" && !isErasedId(changed.userId)) {
    await rememberCustomer({ db, userId: changed.userId, read });
    // After a dispute that was won it is paid again, which is no news to the buyer.
    if (!wasPaid(own.state)) await queueReceipt({ db, deps, checkoutId, session: read.session });
  }
  return isSame(own, changed) ? "unchanged" : "applied";
}

/**
 * Locks all checkouts of the learner and the course of one of them, always in the same order: two payments for one course
 * must not work out the purchase from each other's past.
 */
async function lockCheckouts({ db, checkoutId }: { db: Transaction; checkoutId: string }): Promise<LockedCheckout[]> {
  for (let moves = 0; moves < MOST_MOVES; moves++) {
    const found = await db.checkout.findUnique({
      where: { id: checkoutId },
      select: { userId: true, courseId: true },
    });
    if (found === null) return [];
    const rows = await db.$queryRaw<LockedCheckout[]>`
      SELECT "id", "userId", "courseId", "state"::text AS "state", "amount", "currency", "createdAt", "readingApplied",
             "stripeSessionId", "stripePaymentIntentId", "amountTotal", "amountDiscount", "amountTax", "amountRefunded",
             "fee", "feeCurrency", "paidAt"
      FROM "Checkout"
      WHERE "userId" = ${found.userId} AND "courseId" = ${found.courseId}::uuid
      ORDER BY "id" FOR UPDATE`;
    // A merge may have finished while this waited for its locks: then this checkout is gone from among them, or others
    // have come, which only a new statement sees and which may pay for the course as well.
    const count = await db.checkout.count({ where: { userId: found.userId, courseId: found.courseId } });
    if (rows.length === count && rows.some(({ id }) => id === checkoutId)) return rows;
  }
  return [];
}

async function updateCheckout({
  db,
  own,
  number,
  read: { session, reading, paymentIntentId },
}: {
  db: Transaction;
  own: LockedCheckout;
  number: number;
  read: ReadSession;
}): Promise<LockedCheckout> {
  const state = checkoutStateFrom(reading);
  const money = moneyMoved({ isPaid: wasPaid(state), session, charge: reading.charge });
  await db.checkout.update({
    where: { id: own.id },
    data: {
      state,
      ...money,
      readingApplied: number,
      stripePaymentIntentId: paymentIntentId,
      // Nobody is to be sent to a page where nothing can be paid.
      ...(state === "open" ? {} : { url: null, clientSecret: null }),
    },
  });
  return { ...own, ...money, state, stripePaymentIntentId: paymentIntentId };
}

function isSame(before: LockedCheckout, after: LockedCheckout): boolean {
  const told = ({ state, amountTotal, amountRefunded, fee, stripePaymentIntentId }: LockedCheckout) =>
    JSON.stringify([state, amountTotal, amountRefunded, fee, stripePaymentIntentId]);
  return told(before) === told(after);
}

async function updatePurchase({
  db,
  rows,
  changed: { userId, courseId },
}: {
  db: Transaction;
  rows: LockedCheckout[];
  changed: LockedCheckout;
}): Promise<void> {
  const purchase = purchaseFrom(rows);
  if (purchase === null) return;
  const { status, by } = purchase;
  if (status !== "paid") {
    const joined = await db.purchase.findFirst({
      where: { userId, courseId, status: "paid", stripeCheckoutSessionId: null },
      select: { id: true },
    });
    // Joined when the course was free: no payment gave that access, so none takes it away.
    if (joined !== null) return;
  }
  await recordPurchase({
    db,
    userId,
    courseId,
    amount: by.amountTotal ?? by.amount,
    currency: by.currency,
    status,
    stripeCheckoutSessionId: by.stripeSessionId,
    stripePaymentIntentId: by.stripePaymentIntentId,
  });
}

/** The Stripe customer, so that the next purchase is theirs too. The first one stays. */
async function rememberCustomer({
  db,
  userId,
  read: { session },
}: {
  db: Transaction;
  userId: string;
  read: ReadSession;
}): Promise<void> {
  const customerId = typeof session.customer === "string" ? session.customer : session.customer?.id;
  if (customerId === undefined) return;
  const email = session.customer_details?.email ?? null;
  await db.customer.createMany({ data: [{ userId, customerId, email }], skipDuplicates: true });
}
