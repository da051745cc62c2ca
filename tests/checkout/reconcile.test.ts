import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { reconcile } from "../../packages/server/src/webhooks/reconcile/reconcile.js";
import { startReconciling } from "../../packages/server/src/webhooks/reconcile/start-reconciling.js";
import { createMetrics } from "../../packages/server/src/operations/metrics.js";
import { openShop, type Shop } from "./open-shop.js";

let shop: Shop;
beforeEach(async () => {
  shop = await openShop({ loses: true });
});
afterEach(() => shop.close());

const run = (sinceDays = 30) => reconcile({ deps: shop.deps, sinceDays });
const session = (index: number) => shop.standIn.sessions()[index]?.id ?? "";
const intent = (index: number) => String(shop.standIn.sessions()[index]?.payment_intent);

/** Waits until each event was sent and has not arrived. */
async function lost(): Promise<void> {
  const isPending = ({ id }: { id: string }) => shop.standIn.delivery(id)?.state === "pending";
  while (shop.standIn.events().some(isPending)) await new Promise((next) => setTimeout(next, 10));
}

/** Purchases and checkouts as they stand, to be compared. */
async function everything() {
  const [checkouts, purchases] = await Promise.all([
    shop.db.checkout.findMany({ omit: { readingsBegun: true, readingApplied: true, updatedAt: true } }),
    shop.db.purchase.findMany({ omit: { updatedAt: true } }),
  ]);
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
  return { checkouts: checkouts.toSorted(byId), purchases: purchases.toSorted(byId) };
}

describe("courselet reconcile", () => {
  it("finds 100 payments, refunds and disputes whose webhooks were lost, and the second time nothing", async () => {
    for (let index = 0; index < 100; index++) {
      const learner = await shop.asHostUser(`learner ${index}`);
      const { body } = await shop.start({}, learner);
      shop.standIn.pay(session(index), {
        method: index < 80 ? "card" : index < 90 ? "bank_debit" : "bank_debit_that_fails",
      });
      // The first forty came back to the return page, and their refund or dispute was lost.
      if (index < 40) await shop.status(body.checkoutId, learner);
      if (index < 20) shop.standIn.refund(intent(index));
      else if (index < 40) shop.standIn.openDispute(intent(index));
    }
    shop.standIn.endBankDebits();
    await lost();

    const first = await timed(run);
    expect(first.report).toMatchObject({
      changed: { "paid → refunded": 20, "paid → disputed": 20, "open → paid": 50, "open → failed": 10 },
      failed: 0,
    });
    const known = await everything();
    expect(known.purchases.filter(({ status }) => status === "paid")).toHaveLength(50);
    const second = await timed(run);
    expect(second.report).toMatchObject({ checked: { checkouts: 0, sessions: 100 }, changed: {}, failed: 0 });
    expect(await everything()).toEqual(known);
    console.log(`reconcile of 100 lost webhooks: ${first.ms} ms, the second run ${second.ms} ms`);
  }, 90_000);

  it("learns a fee that Stripe had not booked yet", async () => {
    const { checkoutId, sessionId } = await shop.begin();
    shop.standIn.pay(sessionId, { method: "card" });
    await shop.status(checkoutId);
    await shop.db.checkout.updateMany({ data: { fee: null, feeCurrency: null } });
    await shop.db.webhookEvent.deleteMany();
    expect((await run()).changed).toEqual({ amounts: 1 });
    expect(await shop.db.checkout.findFirst()).toMatchObject({ amountTotal: 4900, fee: 172, feeCurrency: "usd" });
  });

  it("finds the end of a session that nobody paid, and a refund in part", async () => {
    const { sessionId, checkoutId } = await shop.begin();
    shop.standIn.pay(sessionId, { method: "card" });
    await shop.status(checkoutId);
    shop.standIn.refund(intent(0), 900);
    await shop.start({}, await shop.asHostUser("43"));
    shop.clock.advance(25 * 3_600_000);
    expect((await run()).changed).toEqual({ "open → expired": 1, amounts: 1 });
    expect(await shop.standing(await shop.asHostUser("42"))).toMatchObject({ access: "purchased" });
    expect((await run()).changed).toEqual({});
  });

  it("leaves alone what is older than it was told to look, and sessions of other shops", async () => {
    const { sessionId, checkoutId } = await shop.begin();
    shop.standIn.pay(sessionId, { method: "card" });
    await shop.status(checkoutId);
    shop.standIn.refund(intent(0));
    await lost();
    shop.clock.advance(5 * 86_400_000);
    expect(await run(3)).toMatchObject({ checked: { events: 0, sessions: 0 }, changed: {} });
    await shop.db.checkout.deleteMany();
    expect(await run(30)).toMatchObject({ checked: { sessions: 0 }, changed: {}, failed: 0 });
  });

  it("says what it could not check, and finds it the next time", async () => {
    const { sessionId } = await shop.begin();
    shop.standIn.pay(sessionId, { method: "card" });
    shop.standIn.fail({ kind: "status", status: 500, times: 2, on: `GET /v1/checkout/sessions/${sessionId}` });
    const first = await run();
    expect(first.failed).toBe(1);
    expect((await run()).failed).toBe(0);
    expect(await shop.standing()).toEqual({ access: "purchased", reason: null });
  });
});

it("a server finds them by itself, and counts what it found", async () => {
  const { sessionId } = await shop.begin();
  shop.standIn.pay(sessionId, { method: "card" });
  const metrics = createMetrics();
  const reconciling = startReconciling({ deps: shop.deps, metrics, firstAfterMs: 10 });
  try {
    while (!metrics.render().includes("courselet_reconcile_changes_total 1"))
      await new Promise((next) => setTimeout(next, 20));
    expect(await shop.standing()).toEqual({ access: "purchased", reason: null });
    expect(metrics.render()).toContain('courselet_reconcile_runs_total{result="succeeded"} 1');
  } finally {
    await reconciling.stop(5_000);
  }
});

async function timed<T>(work: () => Promise<T>): Promise<{ report: T; ms: number }> {
  const started = performance.now();
  const report = await work();
  return { report, ms: Math.round(performance.now() - started) };
}
