import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { openDatabase, type OpenDatabase } from "../../packages/server/src/database/open-database.js";
import { startPostgres, type TestPostgres } from "../../packages/server/src/testing/start-postgres.js";
import { openShop, RETURN_URL, type Shop } from "./open-shop.js";

const SOON = { timeout: 20_000 };
// PGlite does one thing after the other; only here can two transactions really meet.
let postgres: TestPostgres;
let database: OpenDatabase;
let shop: Shop;
beforeAll(async () => {
  postgres = await startPostgres();
  const log = { info() {}, warn() {}, error() {} };
  database = await openDatabase({ databaseUrl: postgres.url, dataDir: "unused", log });
});
afterAll(async () => {
  await database.close();
  await postgres.remove();
});
beforeEach(async () => {
  shop = await openShop({ database: database.db });
});
afterEach(async () => {
  await shop.close();
  await database.db
    .$executeRaw`TRUNCATE "Course", "Customer", "WebhookEvent", "GuestMerge", "OutboxMail", "RestoreCode" CASCADE`;
});

const TIMES = [1, 2, 3, 4, 5];

describe("on PostgreSQL", () => {
  it.each(TIMES)("makes one session of ten clicks at once (%i)", async () => {
    await shop.start({}, await shop.asHostUser("43"));
    const answers = await Promise.all(Array.from({ length: 10 }, () => shop.start()));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ body }) => body.url)).size).toBe(1);
    expect(shop.standIn.sessions()).toHaveLength(2);
    expect((await shop.rows()).states).toEqual(["open", "open"]);
  });

  it.each(TIMES)("makes one purchase of fifty deliveries and ten visits of the return page at once (%i)", async () => {
    const { checkoutId, sessionId } = await shop.begin();
    shop.standIn.pay(sessionId, { method: "card" });
    const id = shop.eventId("checkout.session.completed");
    const deliveries = Array.from({ length: 50 }, () => shop.deliver(id));
    const visits = Array.from({ length: 10 }, () => shop.status(checkoutId));
    expect(new Set(await Promise.all(deliveries))).toEqual(new Set([200]));
    expect(new Set((await Promise.all(visits)).map(({ body }) => body.status))).toEqual(new Set(["paid"]));
    expect(await shop.rows()).toEqual({
      states: ["paid"],
      purchases: [{ status: "paid", amount: 4900 }],
      customers: 1,
    });
    expect(await shop.db.outboxMail.count()).toBe(1);
  });

  it.each(TIMES)("works the purchase out from all payments, when two of them change at once (%i)", async () => {
    const first = await payment();
    const dispute = shop.standIn.openDispute(first.intent);
    await shop.deliver(shop.eventId("charge.dispute.created"));
    const second = await payment();
    // Now the older payment comes back and the newer one goes, in the same moment.
    shop.standIn.closeDispute(dispute.id, "won");
    shop.standIn.refund(second.intent);
    await Promise.all([
      shop.deliver(shop.eventId("charge.dispute.closed")),
      shop.deliver(shop.eventId("charge.refunded")),
    ]);
    expect(await shop.rows()).toMatchObject({ states: ["paid", "refunded"], purchases: [{ status: "paid" }] });
  });

  it.each(TIMES)("gives a guest's payment to the user the guest becomes in the same moment (%i)", async () => {
    const guest = await shop.asGuest();
    await shop.start({}, guest);
    shop.standIn.pay(shop.standIn.sessions()[0]?.id ?? "", { method: "card", email: "guest@mail.example" });
    const id = shop.eventId("checkout.session.completed");
    const merge = () =>
      shop.request("/v1/me/merge", { headers: shop.learner.headers, json: { guestToken: guest.token } });
    const [one, merged, two] = await Promise.all([shop.deliver(id), merge(), shop.deliver(id)]);
    expect([one, merged.status, two]).toEqual([200, 200, 200]);
    expect(await shop.standing()).toEqual({ access: "purchased", reason: null });
    expect(await shop.standing(guest)).toMatchObject({ access: "none" });
  });

  it("lets a guest back in once, of ten devices that open the mailed link at once", async () => {
    const guest = await shop.asGuest();
    const { body } = await shop.start({}, guest);
    shop.standIn.pay(shop.standIn.sessions()[0]?.id ?? "", { method: "card", email: "guest@mail.example" });
    await shop.status(body.checkoutId, guest);
    await shop.request("/v1/restore", { json: { email: "GUEST@mail.example", returnUrl: RETURN_URL } });
    const mailed = () => shop.db.outboxMail.findFirst({ where: { kind: "restore" } });
    await expect.poll(mailed, SOON).not.toBeNull();
    const [, code = ""] = /courselet_restore=([\w-]+)/.exec((await mailed())?.text ?? "") ?? [];
    const devices = Array.from({ length: 10 }, () => shop.request(`/v1/restore/${code}`, { method: "POST" }));
    const answers = await Promise.all(devices);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, ...Array<number>(9).fill(404)]);
    const [restoredGuest] = await Promise.all(answers.filter(({ ok }) => ok).map((answer) => answer.json()));
    const { token } = restoredGuest as { token: string };
    const restored = { ...guest, headers: { Authorization: `Bearer ${token}` } };
    expect(await shop.standing(restored)).toEqual({ access: "purchased", reason: null });
  });
});

async function payment(): Promise<{ intent: string }> {
  const { checkoutId, sessionId } = await shop.begin();
  const session = shop.standIn.pay(sessionId, { method: "card" });
  await shop.status(checkoutId);
  return { intent: String(session.payment_intent) };
}
