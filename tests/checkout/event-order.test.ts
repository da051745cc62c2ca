import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { openShop, type Shop } from "./open-shop.js";

type Stand = Shop["standIn"];

/** How the visitor paid, as told by events; each begins a story. */
const PAYMENTS = {
  paid: {
    types: ["checkout.session.completed"],
    pay: (standIn: Stand, id: string) => standIn.pay(id, { method: "card" }),
  },
  delayed: {
    types: ["checkout.session.completed", "checkout.session.async_payment_succeeded"],
    pay(standIn: Stand, id: string) {
      standIn.pay(id, { method: "bank_debit" });
      standIn.endBankDebits();
    },
  },
  "delayed and failed": {
    types: ["checkout.session.completed", "checkout.session.async_payment_failed"],
    pay(standIn: Stand, id: string) {
      standIn.pay(id, { method: "bank_debit_that_fails" });
      standIn.endBankDebits();
    },
  },
  "nothing to pay": {
    types: ["checkout.session.completed"],
    pay(standIn: Stand, id: string) {
      standIn.applyPromotionCode(id, "FREE");
      standIn.pay(id, { method: "card" });
    },
  },
};

/** What became of the money, and what that leaves. */
const SEQUELS = {
  "": { types: [], live: () => {} },
  "refunded in part": {
    types: ["charge.refunded"],
    live: (standIn: Stand, intent: string) => standIn.refund(intent, 100),
  },
  "refunded in full": { types: ["charge.refunded"], live: (standIn: Stand, intent: string) => standIn.refund(intent) },
  disputed: {
    types: ["charge.dispute.created"],
    live: (standIn: Stand, intent: string) => standIn.openDispute(intent),
  },
  "disputed and won": {
    types: ["charge.dispute.created", "charge.dispute.closed"],
    live: (standIn: Stand, intent: string) => standIn.closeDispute(standIn.openDispute(intent).id, "won"),
  },
  "disputed and lost": {
    types: ["charge.dispute.created", "charge.dispute.closed"],
    live: (standIn: Stand, intent: string) => standIn.closeDispute(standIn.openDispute(intent).id, "lost"),
  },
  "refunded in part, disputed": {
    types: ["charge.refunded", "charge.dispute.created"],
    live(standIn: Stand, intent: string) {
      standIn.refund(intent, 100);
      standIn.openDispute(intent);
    },
  },
};

type Ending = [payment: keyof typeof PAYMENTS, sequel: keyof typeof SEQUELS, state: string, purchase: string | null];

/** Where each story ends, however it was told: the state of the checkout, and of the purchase if there is one. */
const ENDINGS: Ending[] = [
  ["paid", "", "paid", "paid"],
  ["paid", "refunded in part", "paid", "paid"],
  ["paid", "refunded in full", "refunded", "refunded"],
  ["paid", "disputed", "disputed", "disputed"],
  ["paid", "disputed and won", "paid", "paid"],
  ["paid", "disputed and lost", "disputed", "disputed"],
  ["paid", "refunded in part, disputed", "disputed", "disputed"],
  ["delayed", "", "paid", "paid"],
  ["delayed", "refunded in part", "paid", "paid"],
  ["delayed", "refunded in full", "refunded", "refunded"],
  ["delayed", "disputed", "disputed", "disputed"],
  ["delayed", "disputed and won", "paid", "paid"],
  ["delayed", "disputed and lost", "disputed", "disputed"],
  ["delayed", "refunded in part, disputed", "disputed", "disputed"],
  ["delayed and failed", "", "failed", null],
  ["nothing to pay", "", "paid", "paid"],
];

describe.each(ENDINGS)("%s %s", (payment, sequel, state, purchase) => {
  let story: Shop;
  let told = 0;
  beforeAll(async () => {
    story = await openShop({ settings: { promotionCodes: true } });
  });
  afterAll(() => story.close());

  const types = [...PAYMENTS[payment].types, ...SEQUELS[sequel].types];

  /** Lives the story once more, with another learner; returns how it stands for them. */
  async function live() {
    const learner = await story.asHostUser(`learner ${told++}`);
    const { body } = await story.start({}, learner);
    const sessionId = story.standIn.sessions().at(-1)?.id ?? "";
    PAYMENTS[payment].pay(story.standIn, sessionId);
    SEQUELS[sequel].live(story.standIn, String(story.standIn.sessions().at(-1)?.payment_intent));
    return async () => {
      const checkout = await story.db.checkout.findUniqueOrThrow({ where: { id: body.checkoutId } });
      const purchases = await story.db.purchase.findMany({ where: { userId: learner.userId } });
      return { state: checkout.state, purchases: purchases.map(({ status }) => status) };
    };
  }
  const ending = { state, purchases: purchase === null ? [] : [purchase] };

  it.each(permutations(types).map((order) => [order.join(", "), order] as const))(
    "told as %s, each twice, and again backwards",
    async (_, order) => {
      const standing = await live();
      for (const type of order) {
        const id = story.eventId(type);
        expect(await Promise.all([story.deliver(id), story.deliver(id)])).toEqual([200, 200]);
      }
      expect(await standing()).toEqual(ending);
      for (const type of order.toReversed()) expect(await story.deliver(story.eventId(type))).toBe(200);
      expect(await standing()).toEqual(ending);
    },
  );

  it("told all at once", async () => {
    const standing = await live();
    const deliveries = [...types, ...types, ...types].map((type) => story.deliver(story.eventId(type)));
    expect(new Set(await Promise.all(deliveries))).toEqual(new Set([200]));
    expect(await standing()).toEqual(ending);
  });

  it.each(types)("told by %s alone", async (type) => {
    const standing = await live();
    expect(await story.deliver(story.eventId(type))).toBe(200);
    expect(await standing()).toEqual(ending);
  });
});

describe("one payment", () => {
  let shop: Shop;
  beforeEach(async () => {
    shop = await openShop();
  });
  afterEach(() => shop.close());

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
});

function permutations<T>(items: T[]): T[][] {
  if (items.length < 2) return [items];
  return items.flatMap((item, index) =>
    permutations(items.filter((_, other) => other !== index)).map((rest) => [item, ...rest]),
  );
}
