import type { Stripe } from "stripe";

import { makeId, randomText } from "./identifiers.js";

interface PaymentIntentInput {
  session: Stripe.Checkout.Session;
  data: { description: string | null; metadata: Stripe.Metadata };
  byCard: boolean;
  created: number;
}

/** The payment intent of a session that a visitor has just confirmed; its money is on its way. */
export function makePaymentIntent({ session, data, byCard, created }: PaymentIntentInput): Stripe.PaymentIntent {
  const id = makeId("payment_intent");
  return {
    id,
    object: "payment_intent",
    allowed_payment_method_types: null,
    amount: session.amount_total ?? 0,
    amount_capturable: 0,
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: "automatic_async",
    client_secret: `${id}_secret_${randomText(25)}`,
    confirmation_method: "automatic",
    created,
    currency: session.currency ?? "usd",
    customer: session.customer,
    customer_account: null,
    description: data.description,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: data.metadata,
    next_action: null,
    on_behalf_of: null,
    payment_method: makeId("payment_method"),
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: [byCard ? "card" : "us_bank_account"],
    payment_record: null,
    processing: null,
    receipt_email: null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: "processing",
    transfer_group: null,
  };
}

interface ChargeInput {
  intent: Stripe.PaymentIntent;
  email: string | null;
  byCard: boolean;
  created: number;
}

/** The charge of a payment intent, pending. */
export function makeCharge({ intent, email, byCard, created }: ChargeInput): Stripe.Charge {
  return {
    id: makeId("charge"),
    object: "charge",
    amount: intent.amount,
    amount_captured: 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: { address: null, email, name: null, phone: null, tax_id: null },
    calculated_statement_descriptor: null,
    captured: false,
    created,
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: null,
    paid: false,
    payment_intent: intent.id,
    payment_method: typeof intent.payment_method === "string" ? intent.payment_method : null,
    payment_method_details: { type: byCard ? "card" : "us_bank_account" },
    receipt_email: null,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: "pending",
    transfer_data: null,
    transfer_group: null,
  };
}
