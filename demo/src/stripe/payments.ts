import type { Stripe } from "stripe";

import { ApiError } from "./api-error.js";
import { makeCharge, makePaymentIntent } from "./payment-objects.js";
import { bookCharge } from "./balance-transactions.js";
import { seconds, type Context } from "./context.js";
import { createCustomer } from "./customers.js";
import { emailDetails, requireSession } from "./sessions.js";

/** What a visitor can choose on the hosted page. */
export const PAYMENT_METHODS = ["card", "bank_debit", "bank_debit_that_fails", "card_that_is_declined"] as const;
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];

export interface Payment {
  method: PaymentMethod;
  /** What the visitor typed; kept as it was when the session has one already. */
  email?: string | undefined;
}

/**
 * Pays an open session: at once by card, a while later by bank debit. Returns the completed session.
 * Throws ApiError 402 for a declined card (the session stays open), 400 for a session that is not open.
 */
export function pay(context: Context, sessionId: string, { method, email }: Payment): Stripe.Checkout.Session {
  const session = requireSession(context, sessionId);
  if (session.status !== "open") throw new ApiError(400, `This session is ${session.status}; it cannot be paid.`);
  if (method === "card_that_is_declined") {
    throw new ApiError(402, "Your card was declined. Please choose another way to pay.", {
      type: "card_error",
      code: "card_declined",
    });
  }
  const details = session.customer_details ?? emailDetails(email ?? null);
  session.customer_details = details;
  attachCustomer(context, session, details?.email ?? null);
  if (session.payment_status !== "no_payment_required") beginPayment(context, session, method);
  session.status = "complete";
  session.url = null;
  session.client_secret = null;
  context.store.save();
  context.webhooks.emit("checkout.session.completed", session);
  return session;
}

/** Takes up the bank debits that an earlier run left on their way. */
export function resumeBankDebits(context: Context): void {
  for (const [sessionId, extras] of Object.entries(context.store.state.sessionExtras)) {
    if (extras.bankDebit !== null) context.later(context.bankDebitDelayMs, () => endBankDebit(context, sessionId));
  }
}

function attachCustomer(context: Context, session: Stripe.Checkout.Session, email: string | null): void {
  const { customers } = context.store.state;
  if (typeof session.customer === "string") {
    const customer = customers[session.customer];
    if (customer !== undefined) customer.email ??= email;
  } else if (session.customer_creation === "always") {
    session.customer = createCustomer(context, email === null ? {} : { email }).id;
  }
}

function beginPayment(context: Context, session: Stripe.Checkout.Session, method: PaymentMethod): void {
  const { state } = context.store;
  const extras = state.sessionExtras[session.id];
  if (extras === undefined) throw new Error(`session ${session.id} has lost its lines`);
  const byCard = method === "card";
  const created = seconds(context.clock);
  const intent = makePaymentIntent({ session, data: extras.paymentIntentData, byCard, created });
  const charge = makeCharge({ intent, email: session.customer_details?.email ?? null, byCard, created });
  intent.latest_charge = charge.id;
  state.paymentIntents[intent.id] = intent;
  state.charges[charge.id] = charge;
  session.payment_intent = intent.id;
  if (byCard) {
    succeed(context, session, intent, charge);
  } else {
    extras.bankDebit = method === "bank_debit" ? "succeeds" : "fails";
    context.webhooks.emit("payment_intent.processing", intent);
    context.later(context.bankDebitDelayMs, () => endBankDebit(context, session.id));
  }
}

/** Ends every bank debit that is on its way, now. */
export function endBankDebits(context: Context): void {
  for (const sessionId of Object.keys(context.store.state.sessionExtras)) endBankDebit(context, sessionId);
}

/** The bank's answer, some time after the visitor left. */
function endBankDebit(context: Context, sessionId: string): void {
  const { state } = context.store;
  const session = state.sessions[sessionId];
  const extras = state.sessionExtras[sessionId];
  const intent = state.paymentIntents[String(session?.payment_intent)];
  const charge = state.charges[String(intent?.latest_charge)];
  if (session === undefined || extras === undefined || intent === undefined || charge === undefined) return;
  const outcome = extras.bankDebit;
  if (outcome === null) return;
  extras.bankDebit = null;
  if (outcome === "succeeds") {
    succeed(context, session, intent, charge);
    context.webhooks.emit("checkout.session.async_payment_succeeded", session);
  } else {
    intent.status = "requires_payment_method";
    intent.last_payment_error = {
      type: "card_error",
      code: "payment_intent_payment_attempt_failed",
      message: "The customer's bank account could not be debited.",
    };
    Object.assign(charge, {
      status: "failed",
      failure_code: "insufficient_funds",
      captured: false,
      amount_captured: 0,
    });
    context.webhooks.emit("payment_intent.payment_failed", intent);
    context.webhooks.emit("checkout.session.async_payment_failed", session);
  }
  context.store.save();
}

function succeed(
  context: Context,
  session: Stripe.Checkout.Session,
  intent: Stripe.PaymentIntent,
  charge: Stripe.Charge,
): void {
  Object.assign(charge, { status: "succeeded", paid: true, captured: true, amount_captured: charge.amount });
  Object.assign(intent, { status: "succeeded", amount_received: intent.amount });
  bookCharge(context, charge);
  session.payment_status = "paid";
  context.store.save();
  context.webhooks.emit("charge.succeeded", charge);
  context.webhooks.emit("payment_intent.succeeded", intent);
}
