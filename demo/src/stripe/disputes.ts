import type { Stripe } from "stripe";

import { ApiError, noSuch } from "./api-error.js";
import { seconds, type Context } from "./context.js";
import { makeId } from "./identifiers.js";

const EVIDENCE_WITHIN_SECONDS = 9 * 24 * 60 * 60;

/** The cardholder asks the bank for the money back: the bank takes it until the dispute is decided. */
export function openDispute(context: Context, paymentIntentId: string): Stripe.Dispute {
  const { charges, disputes, paymentIntents } = context.store.state;
  const intent = paymentIntents[paymentIntentId];
  const charge = charges[String(intent?.latest_charge)];
  if (charge === undefined) throw noSuch("payment_intent", paymentIntentId);
  if (charge.status !== "succeeded") throw new ApiError(400, "Only a payment that succeeded can be disputed.");
  const created = seconds(context.clock);
  const dispute: Stripe.Dispute = {
    id: makeId("dispute"),
    object: "dispute",
    amount: charge.amount,
    balance_transactions: [],
    charge: charge.id,
    created,
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: noEvidence(),
    evidence_details: {
      due_by: created + EVIDENCE_WITHIN_SECONDS,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: "manual",
    },
    intended_submission_method: null,
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    payment_intent: charge.payment_intent,
    reason: "fraudulent",
    status: "needs_response",
  };
  charge.disputed = true;
  disputes[dispute.id] = dispute;
  context.store.save();
  context.webhooks.emit("charge.dispute.created", dispute);
  context.webhooks.emit("charge.dispute.funds_withdrawn", dispute);
  return dispute;
}

/** The bank decides: `won` gives the merchant the money back, `lost` does not. */
export function closeDispute(context: Context, id: string, outcome: "won" | "lost"): Stripe.Dispute {
  const dispute = requireDispute(context, id);
  if (dispute.status === "won" || dispute.status === "lost") {
    throw new ApiError(400, `This dispute is already ${dispute.status}.`);
  }
  dispute.status = outcome;
  context.store.save();
  context.webhooks.emit("charge.dispute.closed", dispute);
  if (outcome === "won") context.webhooks.emit("charge.dispute.funds_reinstated", dispute);
  return dispute;
}

export function requireDispute(context: Context, id: string): Stripe.Dispute {
  const dispute = context.store.state.disputes[id];
  if (dispute === undefined) throw noSuch("dispute", id);
  return dispute;
}

/** Whether the bank has the money now. */
export function holdsMoney(dispute: Stripe.Dispute): boolean {
  return dispute.status !== "won";
}

function noEvidence(): Stripe.Dispute.Evidence {
  return {
    access_activity_log: null,
    billing_address: null,
    cancellation_policy: null,
    cancellation_policy_disclosure: null,
    cancellation_rebuttal: null,
    customer_communication: null,
    customer_email_address: null,
    customer_name: null,
    customer_purchase_ip: null,
    customer_signature: null,
    duplicate_charge_documentation: null,
    duplicate_charge_explanation: null,
    duplicate_charge_id: null,
    enhanced_evidence: {},
    product_description: null,
    receipt: null,
    refund_policy: null,
    refund_policy_disclosure: null,
    refund_refusal_explanation: null,
    service_date: null,
    service_documentation: null,
    shipping_address: null,
    shipping_carrier: null,
    shipping_date: null,
    shipping_documentation: null,
    shipping_tracking_number: null,
    uncategorized_file: null,
    uncategorized_text: null,
  };
}
