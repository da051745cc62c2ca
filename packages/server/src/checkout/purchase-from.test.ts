import { describe, expect, it } from "vitest";

import type { CheckoutState } from "../generated/prisma/enums.js";
import { purchaseFrom } from "./purchase-from.js";

/** Oldest first. */
const rows = (...states: CheckoutState[]) =>
  states.map((state, index) => ({ id: `checkout-${index}`, state, createdAt: new Date(index * 1000) }));

describe("purchaseFrom", () => {
  it("is nothing without a payment", () => {
    expect(purchaseFrom([])).toBeNull();
    expect(purchaseFrom(rows("open", "processing", "expired", "failed"))).toBeNull();
  });

  it("is paid by any paid checkout, whatever became of the others", () => {
    expect(purchaseFrom(rows("paid", "refunded", "disputed"))).toMatchObject({
      status: "paid",
      by: { id: "checkout-0" },
    });
    expect(purchaseFrom(rows("refunded", "paid", "open"))).toMatchObject({ status: "paid", by: { id: "checkout-1" } });
  });

  it("names the newest paid checkout", () => {
    expect(purchaseFrom(rows("paid", "paid", "expired"))?.by.id).toBe("checkout-1");
  });

  it("says what became of the newest payment when none is left", () => {
    expect(purchaseFrom(rows("refunded", "disputed", "expired"))).toMatchObject({ status: "disputed" });
    expect(purchaseFrom(rows("disputed", "refunded"))).toMatchObject({ status: "refunded" });
  });
});
