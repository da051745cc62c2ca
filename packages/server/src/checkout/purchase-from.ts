import type { CheckoutState, PurchaseStatus } from "../generated/prisma/enums.js";

/** A payment, as far as ownership depends on it. */
export interface PaymentRow {
  id: string;
  state: CheckoutState;
  createdAt: Date;
}

/**
 * What a learner owns, by all their checkouts of one course: one that is paid is enough, whatever became of the others;
 * else the newest that was taken back says why not. Null when none of them was ever paid.
 */
export function purchaseFrom<Row extends PaymentRow>(rows: readonly Row[]): { status: PurchaseStatus; by: Row } | null {
  const newestFirst = rows.toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime() || (a.id < b.id ? 1 : -1));
  const paid = newestFirst.find(({ state }) => state === "paid");
  if (paid !== undefined) return { status: "paid", by: paid };
  for (const by of newestFirst) {
    if (by.state === "refunded" || by.state === "disputed") return { status: by.state, by };
  }
  return null;
}
