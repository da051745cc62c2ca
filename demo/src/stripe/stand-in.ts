import type { Hono } from "hono";
import type { Stripe } from "stripe";

import { createApi } from "./api.js";
import type { Clock, Context } from "./context.js";
import { closeDispute, openDispute } from "./disputes.js";
import { Faults, type Fault } from "./faults.js";
import { createPages } from "./pages.js";
import { prepareParameters } from "./parse-parameters.js";
import { endBankDebits, pay, resumeBankDebits, type Payment } from "./payments.js";
import { applyPromotionCode } from "./promotions.js";
import { createRefund } from "./refunds.js";
import { expireDueSessions, requireSession } from "./sessions.js";
import { openState, type Delivery, type StoredEvent } from "./state.js";
import { Timers } from "./timers.js";
import { COURSELET_EVENTS, Webhooks, type SignedRequest } from "./webhooks.js";

export interface StripeStandInOptions {
  /** The only key the API accepts, such as `sk_test_…`. */
  secretKey: string;
  /** What webhooks are signed with, such as `whsec_…`. */
  webhookSecret: string;
  /** Where events go; null: they are kept and go nowhere. */
  webhookUrl: string | null;
  /** Where visitors reach the stand-in, such as `http://localhost:4174`. */
  publicUrl: string;
  /** A JSON file that keeps everything between runs; without it all lives in memory. */
  stateFile?: string;
  /** How long an event waits before it is first delivered. */
  webhookDelayMs?: number;
  /** Pauses between attempts to deliver; after the last one an event has failed. */
  webhookRetryDelaysMs?: readonly number[];
  /** Event types that are delivered; `*` is all of them. Default: those that Courselet asks for. */
  enabledEvents?: readonly string[];
  /** How long a bank debit takes. */
  bankDebitDelayMs?: number;
  clock?: Clock;
  /** How webhooks are sent; tests pass the app under test. */
  fetch?: (url: string, init: RequestInit) => Promise<Response>;
}

export interface StripeStandIn {
  app: Hono;
  /** Resolves when nothing is on its way any more: no delivery, no retry, no bank debit. */
  settled(): Promise<void>;
  /** Drops what is on its way; with a state file the next run takes it up. */
  close(): Promise<void>;
  /** Makes requests to the API go wrong; see `Fault`. */
  fail(fault: Fault): void;
  clearFaults(): void;
  /** Pays as a visitor would on the hosted page. Throws ApiError when it is declined. */
  pay(sessionId: string, payment: Payment): Stripe.Checkout.Session;
  /** Enters a promotion code as a visitor would. Throws ApiError when it is none. */
  applyPromotionCode(sessionId: string, code: string): Stripe.Checkout.Session;
  /** Ends the bank debits that are on their way, without waiting. */
  endBankDebits(): void;
  /** Refunds a payment intent, in full unless an amount is given. */
  refund(paymentIntentId: string, amount?: number): Stripe.Refund;
  openDispute(paymentIntentId: string): Stripe.Dispute;
  closeDispute(disputeId: string, outcome: "won" | "lost"): Stripe.Dispute;
  /** All sessions, oldest first, as they are now. */
  sessions(): Stripe.Checkout.Session[];
  /** All events, oldest first. */
  events(): StoredEvent[];
  delivery(eventId: string): Delivery | undefined;
  /** The signed request that delivers an event; for a test that delivers by itself. Timestamp in epoch seconds. */
  signedRequest(eventId: string, options?: { secret?: string; timestamp?: number }): SignedRequest;
  resend(eventId: string): void;
}

const RETRY_DELAYS_MS = [1000, 2000, 5000, 10_000, 30_000, 60_000, 300_000, 900_000, 3_600_000];
const EXPIRY_CHECK_MS = 15_000;

/** A Stripe for demos and tests: Checkout in mode payment, its hosted page, refunds, disputes and signed webhooks. */
export function createStripeStandIn(options: StripeStandInOptions): StripeStandIn {
  prepareParameters();
  const store = openState(options.stateFile ?? null);
  const timers = new Timers();
  const clock = options.clock ?? { now: () => new Date() };
  const later: Context["later"] = (delayMs, step) => timers.after(delayMs, step);
  const webhooks = new Webhooks({
    store,
    clock,
    later,
    secret: options.webhookSecret,
    url: options.webhookUrl,
    enabledEvents: options.enabledEvents ?? COURSELET_EVENTS,
    delayMs: options.webhookDelayMs ?? 0,
    retryDelaysMs: options.webhookRetryDelaysMs ?? RETRY_DELAYS_MS,
    fetch: options.fetch ?? fetch,
  });
  const publicUrl = options.publicUrl.replace(/\/+$/, "");
  const bankDebitDelayMs = options.bankDebitDelayMs ?? 4000;
  const context: Context = { store, webhooks, clock, publicUrl, bankDebitDelayMs, later };
  const faults = new Faults();
  const app = createPages({ context, webhookUrl: options.webhookUrl });
  app.route("/", createApi({ context, faults, secretKey: options.secretKey }));

  webhooks.resume();
  resumeBankDebits(context);
  const expiryCheck = setInterval(() => expireDueSessions(context), EXPIRY_CHECK_MS).unref();

  return {
    app,
    settled: () => timers.settled(),
    close() {
      clearInterval(expiryCheck);
      faults.end();
      return timers.end();
    },
    fail: (fault) => faults.add(fault),
    clearFaults: () => faults.clear(),
    pay: (sessionId, payment) => pay(context, sessionId, payment),
    applyPromotionCode: (sessionId, code) => applyPromotionCode(context, requireSession(context, sessionId), code),
    endBankDebits: () => endBankDebits(context),
    refund: (intentId, amount) =>
      createRefund(context, { payment_intent: intentId, ...(amount === undefined ? {} : { amount }) }),
    openDispute: (paymentIntentId) => openDispute(context, paymentIntentId),
    closeDispute: (disputeId, outcome) => closeDispute(context, disputeId, outcome),
    sessions: () => Object.values(store.state.sessions),
    events: () => Object.values(store.state.events),
    delivery: (eventId) => store.state.deliveries[eventId],
    signedRequest: (eventId, signing) => webhooks.signedRequest(eventId, signing),
    resend: (eventId) => webhooks.resend(eventId),
  };
}
