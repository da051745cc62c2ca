import type { Stripe } from "stripe";

import { seconds, type Context } from "./context.js";
import { makeId } from "./identifiers.js";

/** What Stripe asks of many card payments in the United States: https://stripe.com/pricing. */
const FEE_PERCENT = 2.9;
const FEE_FIXED = 30;

/** Books a charge that succeeded into the account's balance, less Stripe's fee. */
export function bookCharge(context: Context, charge: Stripe.Charge): void {
  const fee = Math.min(charge.amount, Math.round((charge.amount * FEE_PERCENT) / 100) + FEE_FIXED);
  const created = seconds(context.clock);
  const id = makeId("balance_transaction");
  context.store.state.balanceTransactions[id] = {
    id,
    object: "balance_transaction",
    amount: charge.amount,
    available_on: created,
    balance_type: "payments",
    created,
    currency: charge.currency,
    description: charge.description,
    exchange_rate: null,
    fee,
    fee_details: [
      { amount: fee, application: null, currency: charge.currency, description: "Stripe fees", type: "stripe_fee" },
    ],
    net: charge.amount - fee,
    reporting_category: "charge",
    source: charge.id,
    status: "pending",
    type: "charge",
  };
  charge.balance_transaction = id;
}
