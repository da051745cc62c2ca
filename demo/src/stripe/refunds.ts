import type { Stripe } from "stripe";

import { ApiError, invalid, noSuch } from "./api-error.js";
import { seconds, type Context } from "./context.js";
import { formatAmount } from "./currencies.js";
import { holdsMoney } from "./disputes.js";
import { makeId } from "./identifiers.js";
import { parseMetadata } from "./metadata.js";

/** Gives a charge back, in part or in full. Throws ApiError 400 when there is not that much left of it. */
export function createRefund(context: Context, parameters: Stripe.RefundCreateParams): Stripe.Refund {
  const charge = requireRefundable(context, parameters);
  const left = charge.amount_captured - charge.amount_refunded;
  const amount = parameters.amount ?? left;
  if (amount < 1)
    throw invalid("This value must be greater than or equal to 1.", "amount", "parameter_invalid_integer");
  if (amount > left) {
    const [wanted, rest] = [amount, left].map((value) => formatAmount(value, charge.currency));
    throw invalid(`Refund amount (${wanted}) is greater than unrefunded amount on charge (${rest})`, "amount");
  }
  const refund: Stripe.Refund = {
    id: makeId("refund"),
    object: "refund",
    amount,
    balance_transaction: null,
    charge: charge.id,
    created: seconds(context.clock),
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    metadata: parseMetadata(parameters.metadata, "metadata"),
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: parameters.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: "succeeded",
    transfer_reversal: null,
  };
  charge.amount_refunded += amount;
  charge.refunded = charge.amount_refunded === charge.amount;
  context.store.state.refunds[refund.id] = refund;
  context.store.save();
  context.webhooks.emit("refund.created", refund);
  context.webhooks.emit("charge.refunded", charge);
  return refund;
}

function requireRefundable(
  context: Context,
  { charge: chargeId, payment_intent }: Stripe.RefundCreateParams,
): Stripe.Charge {
  const { charges, paymentIntents, disputes } = context.store.state;
  if ((chargeId === undefined) === (payment_intent === undefined)) {
    throw new ApiError(
      400,
      "One of the following params should be provided for this request: payment_intent or charge.",
    );
  }
  const intent = payment_intent === undefined ? undefined : paymentIntents[payment_intent];
  if (payment_intent !== undefined && intent === undefined) {
    throw noSuch("payment_intent", payment_intent, { param: "payment_intent" });
  }
  const id = chargeId ?? String(intent?.latest_charge);
  const charge = charges[id];
  if (charge === undefined) throw noSuch("charge", id, { param: "charge" });
  if (charge.status !== "succeeded") {
    throw new ApiError(400, `Charge ${charge.id} has not succeeded and cannot be refunded.`, { param: "charge" });
  }
  if (charge.refunded) {
    throw invalid(`Charge ${charge.id} has already been refunded.`, "charge", "charge_already_refunded");
  }
  if (Object.values(disputes).some((dispute) => dispute.charge === charge.id && holdsMoney(dispute))) {
    throw invalid(`Charge ${charge.id} has been charged back; cannot issue a refund.`, "charge", "charge_disputed");
  }
  return charge;
}
