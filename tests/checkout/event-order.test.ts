import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { openShop, type Shop } from "./open-shop.js";

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(() => shop.close());

/** What happens to one payment at Stripe, and where it ends. */
const STORIES: { name: string; types: string[]; state: string; live(shop: Shop, sessionId: string): void }[] = [
  {
    name: "paid, refunded",
    types: ["checkout.session.completed", "charge.refunded"],
    state: "refunded",
    live({ standIn }, sessionId) {
      standIn.refund(String(standIn.pay(sessionId, { method: "card" }).payment_intent));
    },
  },
  {
    name: "paid, refunded, disputed",
    types: ["checkout.session.completed", "charge.refunded", "charge.dispute.created"],
    state: "disputed",
    live({ standIn }, sessionId) {
      const intent = String(standIn.pay(sessionId, { method: "card" }).payment_intent);
      standIn.refund(intent);
      standIn.openDispute(intent);
    },
  },
  {
    name: "paid, disputed, won",
    types: ["checkout.session.completed", "charge.dispute.created", "charge.dispute.closed"],
    state: "paid",
    live({ standIn }, sessionId) {
      const intent = String(standIn.pay(sessionId, { method: "card" }).payment_intent);
      standIn.closeDispute(standIn.openDispute(intent).id, "won");
    },
  },
  {
    name: "delayed, paid, refunded in part, disputed",
    types: [
      "checkout.session.completed",
      "checkout.session.async_payment_succeeded",
      "charge.refunded",
      "charge.dispute.created",
    ],
    state: "disputed",
    live({ standIn }, sessionId) {
      standIn.pay(sessionId, { method: "bank_debit" });
      standIn.endBankDebits();
      const intent = String(standIn.sessions()[0]?.payment_intent);
      standIn.refund(intent, 100);
      standIn.openDispute(intent);
    },
  },
  {
    name: "delayed, failed",
    types: ["checkout.session.completed", "checkout.session.async_payment_failed"],
    state: "failed",
    live({ standIn }, sessionId) {
      standIn.pay(sessionId, { method: "bank_debit_that_fails" });
      standIn.endBankDebits();
    },
  },
];

describe.each(STORIES)("$name", ({ types, state, live }) => {
  it.each(permutations(types).map((order) => [order.join(", "), order] as const))("told as %s", async (_, order) => {
    const { sessionId } = await shop.begin();
    live(shop, sessionId);
    for (const type of order) expect(await shop.deliver(shop.eventId(type))).toBe(200);
    for (const type of order) expect(await shop.deliver(shop.eventId(type))).toBe(200);
    const isOwned = state === "paid" || state === "refunded" || state === "disputed";
    const purchases = isOwned ? [{ status: state, amount: 4900 }] : [];
    expect(await shop.rows()).toMatchObject({ states: [state], purchases });
  });

  it("told all at once", async () => {
    const { sessionId } = await shop.begin();
    live(shop, sessionId);
    const deliveries = [...types, ...types, ...types].map((type) => shop.deliver(shop.eventId(type)));
    expect(new Set(await Promise.all(deliveries))).toEqual(new Set([200]));
    expect((await shop.rows()).states).toEqual([state]);
  });
});

it("tells each step as it happens and ends the same, whichever event is told late", async () => {
  const { sessionId } = await shop.begin();
  const intent = String(shop.standIn.pay(sessionId, { method: "card" }).payment_intent);
  const dispute = shop.standIn.openDispute(intent);
  await shop.deliver(shop.eventId("charge.dispute.created"));
  expect((await shop.rows()).states).toEqual(["disputed"]);
  shop.standIn.closeDispute(dispute.id, "won");
  // Told before the dispute was over, delivered after it was.
  await shop.deliver(shop.eventId("checkout.session.completed"));
  expect((await shop.rows()).states).toEqual(["paid"]);
  await shop.deliver(shop.eventId("charge.dispute.closed"));
  expect(await shop.rows()).toMatchObject({ states: ["paid"], purchases: [{ status: "paid" }] });
});

it("makes one purchase of fifty deliveries of one event at once", async () => {
  const { sessionId } = await shop.begin();
  shop.standIn.pay(sessionId, { method: "card" });
  const id = shop.eventId("checkout.session.completed");
  const statuses = await Promise.all(Array.from({ length: 50 }, () => shop.deliver(id)));
  expect(statuses).toEqual(Array.from({ length: 50 }, () => 200));
  expect(await shop.rows()).toEqual({
    states: ["paid"],
    purchases: [{ status: "paid", amount: 4900 }],
    customers: 1,
  });
  expect(await shop.db.webhookEvent.count()).toBe(1);
  expect(shop.logged.filter(({ fields }) => fields["outcome"] === "applied")).toHaveLength(1);
});

it("never lets a slow, older reading overwrite a newer one", async () => {
  const { sessionId } = await shop.begin();
  const intent = String(shop.standIn.pay(sessionId, { method: "card" }).payment_intent);
  shop.standIn.fail({ kind: "late-answer", delayMs: 300, times: 1, on: "GET /v1/checkout/sessions/" });
  const slow = shop.deliver(shop.eventId("checkout.session.completed"));
  // By now Stripe has written its answer to the first reading, which says paid, and has not brought it.
  await new Promise((resume) => setTimeout(resume, 100));
  shop.standIn.refund(intent);
  expect(await shop.deliver(shop.eventId("charge.refunded"))).toBe(200);
  expect((await shop.rows()).states).toEqual(["refunded"]);
  expect(await slow).toBe(200);
  expect(shop.logged.map(({ fields }) => fields["outcome"])).toContain("superseded");
  expect(await shop.rows()).toMatchObject({ states: ["refunded"], purchases: [{ status: "refunded" }] });
});

function permutations<T>(items: T[]): T[][] {
  if (items.length < 2) return [items];
  return items.flatMap((item, index) =>
    permutations(items.filter((_, other) => other !== index)).map((rest) => [item, ...rest]),
  );
}
