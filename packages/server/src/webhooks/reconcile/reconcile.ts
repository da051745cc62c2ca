import type { Stripe } from "stripe";

import { PaymentUnavailableError } from "../../checkout/errors.js";
import { Deadline } from "../../checkout/deadline.js";
import { EXPANDED } from "../../checkout/read-session.js";
import { syncCheckout, type SyncOutcome } from "../../checkout/sync-checkout.js";
import type { Deps } from "../../deps.js";
import { handleStripeEvent } from "../handle-stripe-event.js";
import { EFFECTIVE_TYPES } from "../session-of-event.js";
import { differs } from "./differs.js";
import { eachOf } from "./each-of.js";
import { listAll } from "./list-all.js";

/** Where payments are looked for: our undecided checkouts, events that were not delivered, sessions at Stripe. */
export type ReconcileStep = "checkouts" | "events" | "sessions";

export interface ReconcileReport {
  checked: Record<ReconcileStep, number>;
  /** How often what became what, such as `open → paid`; `amounts`: only a refund in part or a fee was new. */
  changed: Record<string, number>;
  /** What could not be read at Stripe, or not be recorded; another run may. */
  failed: number;
}

/** Stripe allows 25 reads a second in test mode and 100 in live mode; shoppers come first. */
const AT_ONCE = 4;
const READ_WITHIN_MS = 10_000;
/** So many failures in a row, and Stripe or the database is down: no use in asking for each of the rest. */
const MOST_FAILURES_IN_A_ROW = 10;
const DAY_SECONDS = 86_400;

/**
 * Finds what happened to payments without our having heard of it, and records it, each through syncCheckout. It may run
 * at any time, beside any number of servers; a second run finds nothing.
 *
 * Throws PaymentUnavailableError when Stripe cannot be listed, and the last failure when nothing works any more.
 */
export async function reconcile({
  deps,
  sinceDays,
  onProgress = () => {},
  signal = new AbortController().signal,
}: {
  deps: Deps;
  /** How old events and sessions may be. Stripe keeps events for 30 days. */
  sinceDays: number;
  onProgress?: (progress: { step: ReconcileStep; done: number }) => void;
  /** Ends the run early, with what was checked until then. */
  signal?: AbortSignal;
}): Promise<ReconcileReport> {
  const report: ReconcileReport = { checked: { checkouts: 0, events: 0, sessions: 0 }, changed: {}, failed: 0 };
  let failuresInARow = 0;
  const since = Math.floor(deps.clock.now().getTime() / 1000) - sinceDays * DAY_SECONDS;

  const check = async (step: ReconcileStep, stripeId: string, run: () => Promise<SyncOutcome | "none">) => {
    if (signal.aborted) return;
    try {
      const before = await stateOf(deps, stripeId);
      const outcome = await run();
      failuresInARow = 0;
      const after = outcome === "applied" || outcome === "refused" ? await stateOf(deps, stripeId) : before;
      if (outcome !== "applied" && before === after) return;
      const kind = before === after ? "amounts" : `${before ?? "unknown"} → ${after}`;
      report.changed[kind] = (report.changed[kind] ?? 0) + 1;
    } catch (error) {
      report.failed += 1;
      failuresInARow += 1;
      deps.log.warn("a payment cannot be reconciled", { stripeId, reason: reasonOf(error) });
      if (failuresInARow >= MOST_FAILURES_IN_A_ROW) throw error;
    } finally {
      report.checked[step] += 1;
      onProgress({ step, done: report.checked[step] });
    }
  };
  const sync = (step: ReconcileStep, stripeSessionId: string) =>
    check(step, stripeSessionId, () => syncCheckout({ deps, stripeSessionId, deadline: new Deadline(READ_WITHIN_MS) }));

  const undecided = await deps.db.checkout.findMany({
    where: { state: { in: ["open", "processing"] }, stripeSessionId: { not: null } },
    select: { stripeSessionId: true },
    orderBy: { createdAt: "asc" },
  });
  await eachOf(undecided, AT_ONCE, ({ stripeSessionId }) => sync("checkouts", stripeSessionId ?? ""));

  const undelivered = { types: [...EFFECTIVE_TYPES], delivery_success: false, created: { gte: since } };
  const events = listAll({
    deps,
    list: (stripe, page, options) => stripe.events.list({ ...undelivered, ...page }, options),
  });
  for await (const page of events) {
    if (signal.aborted) return report;
    await eachOf(page, AT_ONCE, (event) =>
      check("events", subjectOf(event), async () => (await handleStripeEvent({ deps, event })).outcome),
    );
  }

  const recent = { created: { gte: since }, expand: [`data.${EXPANDED}`] };
  const sessions = listAll({
    deps,
    list: (stripe, page, options) => stripe.checkout.sessions.list({ ...recent, ...page }, options),
  });
  for await (const page of sessions) {
    if (signal.aborted) return report;
    const known = await deps.db.checkout.findMany({ where: { stripeSessionId: { in: page.map(({ id }) => id) } } });
    await eachOf(known, AT_ONCE, async (checkout) => {
      const session = page.find(({ id }) => id === checkout.stripeSessionId);
      if (session === undefined) return;
      if (differs(checkout, session)) return sync("sessions", session.id);
      report.checked.sessions += 1;
      onProgress({ step: "sessions", done: report.checked.sessions });
    });
  }
  return report;
}

/** By the id of a session or of a payment intent. */
async function stateOf({ db }: Deps, stripeId: string): Promise<string | null> {
  const checkout = await db.checkout.findFirst({
    where: { OR: [{ stripeSessionId: stripeId }, { stripePaymentIntentId: stripeId }] },
    select: { state: true },
  });
  return checkout?.state ?? null;
}

/** The id of what an event is about: a session, or the payment that a refund or a dispute belongs to. */
function subjectOf({ data: { object } }: Stripe.Event): string {
  if ("payment_intent" in object && typeof object.payment_intent === "string" && object.object !== "checkout.session") {
    return object.payment_intent;
  }
  return "id" in object && typeof object.id === "string" ? object.id : "";
}

function reasonOf(error: unknown): string {
  const cause = error instanceof PaymentUnavailableError ? error.cause : error;
  return cause instanceof Error ? cause.message : String(cause);
}
