import { setTimeout as sleep } from "node:timers/promises";

import type { CheckoutRequest, CheckoutStarted } from "@courselet/contract/checkout";
import { Stripe } from "stripe";

import type { Deps } from "../deps.js";
import { requireReturnUrl } from "../http/return-url.js";
import type { Learner } from "../identity/actor.js";
import { askStripe } from "./ask-stripe.js";
import { createSession } from "./create-session.js";
import { Deadline } from "./deadline.js";
import { PaymentUnavailableError } from "./errors.js";
import { reserveCheckout, type OpenCheckout, type PricedCourse, type Purchasing } from "./reserve-checkout.js";
import { syncCheckout } from "./sync-checkout.js";

/** A visitor waits; SECURITY of the project says 5 s. */
const ANSWER_WITHIN_MS = 4_500;
/** A request that makes a session ends within its deadline; a row without a session that is older was left by a crash. */
const ABANDONED_AFTER_SECONDS = 15;
/** Nobody has paid a session of this age; an older one is read at Stripe before it is offered again. */
const FRESH_SECONDS = 15;
/** A session that ends sooner is not worth sending a visitor to. */
const SHORTEST_REST_MS = 10 * 60_000;
const POLL_MS = 100;

interface Start {
  deps: Deps;
  deadline: Deadline;
  purchasing: Purchasing;
}

/**
 * Begins a purchase: answers where to pay. However often it is asked for one learner and course, one session is open: the
 * same page and price get the same session, another page or price ends the session before.
 *
 * Throws InvalidRequestError for a return URL that is not allowed, NotFoundError, AlreadyOwnedError, NotForSaleError,
 * PaymentProcessingError, PriceChangedError, and PaymentUnavailableError when Stripe does not do its part within 5 s.
 */
export async function startCheckout({
  deps,
  learner,
  courseId,
  input,
}: {
  deps: Deps;
  learner: Learner;
  courseId: string;
  input: CheckoutRequest;
}): Promise<CheckoutStarted> {
  const { config, db } = deps;
  const returnUrl = requireReturnUrl(input.returnUrl, config.allowedOrigins);
  requireStripe(deps, input.mode);
  const { mode, quotedPrice, locale } = input;
  const purchasing: Purchasing = { learner, courseId, returnUrl, mode, quotedPrice, locale };
  const start: Start = { deps, deadline: new Deadline(ANSWER_WITHIN_MS), purchasing };
  const readAgain = new Set<string>();
  while (start.deadline.remainingMs > 0) {
    const reservation = await db.$transaction((transaction) => reserveCheckout({ db: transaction, ...purchasing }));
    if (reservation.kind === "made") return makeSession(start, reservation);
    const reusable = await settleOpen(start, reservation.course, reservation.checkouts, readAgain);
    if (reusable !== null) return answer(deps, reusable);
  }
  throw new PaymentUnavailableError(new Error("another request is still making this learner's session"));
}

function requireStripe({ stripe, config }: Deps, mode: CheckoutRequest["mode"]): void {
  if (stripe === null) throw new PaymentUnavailableError(new Error("STRIPE_SECRET_KEY is not set"));
  if (mode === "embedded" && !config.stripe?.publishableKey) {
    throw new PaymentUnavailableError(new Error("embedded checkout needs STRIPE_PUBLISHABLE_KEY"));
  }
}

/** Fills a new row in, or removes it: a try that failed must not stand in the way of the next. */
async function makeSession(
  { deps, deadline, purchasing }: Start,
  { checkoutId, course }: { checkoutId: string; course: PricedCourse },
): Promise<CheckoutStarted> {
  try {
    const session = await createSession({ deps, deadline, checkoutId, course, purchasing });
    const { id: stripeSessionId, url, client_secret: clientSecret } = session;
    const [checkout] = await deps.db.checkout.updateManyAndReturn({
      where: { id: checkoutId, stripeSessionId: null },
      data: { stripeSessionId, url, clientSecret, expiresAt: new Date(session.expires_at * 1000) },
    });
    if (checkout !== undefined) return answer(deps, checkout);
  } catch (error) {
    await deps.db.checkout.deleteMany({ where: { id: checkoutId, stripeSessionId: null } });
    throw error;
  }
  throw new PaymentUnavailableError(new Error("the checkout was taken for abandoned"));
}

/**
 * Looks at what is open already. Returns the checkout to go on with; null when something has changed and the reservation
 * is to be tried again.
 */
async function settleOpen(
  start: Start,
  course: PricedCourse,
  checkouts: OpenCheckout[],
  readAgain: Set<string>,
): Promise<OpenCheckout | null> {
  const { deps, deadline, purchasing } = start;
  for (const checkout of checkouts) {
    const { stripeSessionId } = checkout;
    if (stripeSessionId === null) {
      await waitForSession(start, checkout);
      return null;
    }
    if (checkout.ageSeconds > FRESH_SECONDS && !readAgain.has(checkout.id)) {
      // It may have been paid, or have expired, without our having heard of it.
      readAgain.add(checkout.id);
      await syncCheckout({ deps, stripeSessionId, deadline });
      return null;
    }
  }
  const [newest, ...others] = checkouts;
  const reusable = newest !== undefined && fits(newest, course, purchasing, deps) ? newest : null;
  const ending = reusable === null ? checkouts : others;
  for (const { stripeSessionId } of ending) if (stripeSessionId !== null) await endSession(start, stripeSessionId);
  return reusable;
}

/** Another request is making it: a moment later it is there, or gone. One that was abandoned is removed. */
async function waitForSession({ deps, deadline }: Start, { id, ageSeconds }: OpenCheckout): Promise<void> {
  const unfinished = { id, stripeSessionId: null };
  if (ageSeconds > ABANDONED_AFTER_SECONDS) {
    await deps.db.checkout.deleteMany({ where: unfinished });
    return;
  }
  do await sleep(POLL_MS);
  while (deadline.remainingMs > 0 && (await deps.db.checkout.count({ where: unfinished })) > 0);
}

/** Ends a session at Stripe and records how it ended: expired, or paid in this very moment. */
async function endSession({ deps, deadline }: Start, stripeSessionId: string): Promise<void> {
  try {
    await askStripe({
      deps,
      deadline,
      ask: (stripe, options) => stripe.checkout.sessions.expire(stripeSessionId, {}, options),
    });
  } catch (error) {
    // Not open any more; the reading says what became of it.
    if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
  }
  await syncCheckout({ deps, stripeSessionId, deadline });
}

function fits(checkout: OpenCheckout, course: PricedCourse, { returnUrl, mode }: Purchasing, { clock }: Deps): boolean {
  return (
    checkout.amount === course.price &&
    checkout.currency === course.currency &&
    checkout.returnUrl === returnUrl.href &&
    (mode === "embedded" ? checkout.clientSecret !== null : checkout.url !== null) &&
    checkout.expiresAt.getTime() - clock.now().getTime() > SHORTEST_REST_MS
  );
}

function answer(
  { config }: Deps,
  { id: checkoutId, url, clientSecret }: Pick<OpenCheckout, "id" | "url" | "clientSecret">,
): CheckoutStarted {
  if (url !== null) return { checkoutId, url };
  const publishableKey = config.stripe?.publishableKey ?? null;
  if (clientSecret !== null && publishableKey !== null) return { checkoutId, clientSecret, publishableKey };
  throw new PaymentUnavailableError(new Error("Stripe gave neither a URL nor a client secret"));
}
