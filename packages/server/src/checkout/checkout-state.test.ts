import { describe, expect, it } from "vitest";

import { checkoutStateFrom, type SessionReading } from "./checkout-state.js";

const PAID: SessionReading = {
  status: "complete",
  paymentStatus: "paid",
  paymentIntentStatus: "succeeded",
  charge: { amount: 4900, amount_refunded: 0, refunded: false },
  disputes: [],
};
const UNPAID: SessionReading = { ...PAID, paymentStatus: "unpaid", paymentIntentStatus: "processing" };
const refunded = (amount: number) => ({ amount: 4900, amount_refunded: amount, refunded: amount === 4900 });

describe("checkoutStateFrom", () => {
  it.each<[string, SessionReading, string]>([
    ["an open session", { ...UNPAID, status: "open", paymentIntentStatus: null, charge: null }, "open"],
    ["an expired session", { ...UNPAID, status: "expired", paymentIntentStatus: null, charge: null }, "expired"],
    ["a paid one", PAID, "paid"],
    [
      "one with nothing to pay",
      { ...PAID, paymentStatus: "no_payment_required", paymentIntentStatus: null, charge: null },
      "paid",
    ],
    ["complete, the money on its way", UNPAID, "processing"],
    ["complete, the bank refused", { ...UNPAID, paymentIntentStatus: "requires_payment_method" }, "failed"],
    ["complete, the payment canceled", { ...UNPAID, paymentIntentStatus: "canceled" }, "failed"],
    ["a payment status that is not known", { ...UNPAID, paymentStatus: "something_new" }, "processing"],
    ["refunded in part", { ...PAID, charge: refunded(4899) }, "paid"],
    ["refunded in full", { ...PAID, charge: refunded(4900) }, "refunded"],
    ["a dispute that was opened", { ...PAID, disputes: [{ status: "needs_response" }] }, "disputed"],
    ["a dispute under review", { ...PAID, disputes: [{ status: "under_review" }] }, "disputed"],
    ["a dispute that was won", { ...PAID, disputes: [{ status: "won" }] }, "paid"],
    ["a dispute that was lost", { ...PAID, disputes: [{ status: "lost" }] }, "disputed"],
    ["one won and one opened", { ...PAID, disputes: [{ status: "won" }, { status: "needs_response" }] }, "disputed"],
    ["an appeal", { ...PAID, disputes: [{ status: "appeal_under_review" }] }, "disputed"],
    ["a dispute of a status not known", { ...PAID, disputes: [{ status: "something_new" }] }, "disputed"],
    ["an inquiry", { ...PAID, disputes: [{ status: "warning_needs_response" }] }, "paid"],
    ["a dispute that was prevented", { ...PAID, disputes: [{ status: "prevented" }] }, "paid"],
    ["refunded and disputed", { ...PAID, charge: refunded(4900), disputes: [{ status: "lost" }] }, "disputed"],
    ["refunded, the dispute won", { ...PAID, charge: refunded(4900), disputes: [{ status: "won" }] }, "refunded"],
  ])("%s", (_, reading, state) => {
    expect(checkoutStateFrom(reading)).toBe(state);
  });
});
