import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { openDatabase, type OpenDatabase } from "../../packages/server/src/database/open-database.js";
import { startPostgres, type TestPostgres } from "../../packages/server/src/testing/start-postgres.js";
import { openShop, RETURN_URL, type Shop } from "../checkout/open-shop.js";

// On a real server, where a payment that is recorded and an erasure can really meet.
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
  await database.db.$executeRaw`
    TRUNCATE "Course", "Checkout", "Purchase", "Customer", "WebhookEvent", "GuestMerge", "OutboxMail", "RestoreCode" CASCADE`;
});

/** What the host's token says, and the buyer gives Stripe. */
const EMAIL = "learner@school.example";
const erase = async () => (await shop.request("/v1/me", { method: "DELETE", headers: shop.learner.headers })).status;
const pay = (sessionId: string) => {
  shop.standIn.pay(sessionId, { method: "card" });
  return shop.eventId("checkout.session.completed");
};

/** What is kept, where nothing of the person may be. */
async function kept() {
  const { db } = shop;
  const [checkout] = await db.checkout.findMany();
  const [purchase] = await db.purchase.findMany();
  const rows = [checkout, purchase, await db.customer.findMany(), await db.outboxMail.findMany()];
  expect(JSON.stringify(rows)).not.toContain(shop.learner.userId);
  expect(JSON.stringify(rows)).not.toContain(EMAIL);
  return { checkout, purchase };
}

describe("a payment that comes after its buyer was erased", () => {
  it("is recorded under the erased id, gives nobody access, and remembers nobody", async () => {
    const { sessionId, checkoutId } = await shop.begin();
    expect(await erase()).toBe(204);
    expect((await shop.status(checkoutId)).status).toBe(404);
    expect(await shop.deliver(pay(sessionId))).toBe(200);
    const { checkout, purchase } = await kept();
    expect(checkout).toMatchObject({ state: "paid", amountTotal: 4900, returnUrl: `${new URL(RETURN_URL).origin}/` });
    expect(purchase).toMatchObject({ userId: checkout?.userId, status: "paid", amount: 4900 });
    expect(checkout?.userId).toMatch(/^erased:/);
    expect(await shop.standing()).toMatchObject({ access: "none" });
  });

  it("can still be given back", async () => {
    const { sessionId } = await shop.begin();
    await shop.deliver(pay(sessionId));
    expect(await shop.standing()).toMatchObject({ access: "purchased" });
    const exported = await shop.request("/v1/me/export", { headers: shop.learner.headers });
    expect(await exported.json()).toMatchObject({
      purchases: [{ amount: 4900, status: "paid" }],
      checkouts: [{ state: "paid", returnUrl: RETURN_URL }],
      customers: [{ email: EMAIL }],
      mails: [{ kind: "receipt", to: EMAIL }],
    });
    await erase();
    const session = shop.standIn.sessions().find(({ id }) => id === sessionId);
    shop.standIn.refund(String(session?.payment_intent));
    expect(await shop.deliver(shop.eventId("charge.refunded"))).toBe(200);
    const { checkout, purchase } = await kept();
    expect([checkout?.state, purchase?.status]).toEqual(["refunded", "refunded"]);
  });

  it.each([1, 2, 3, 4, 5])("leaves nothing of them when both happen in the same moment (%i)", async () => {
    const { sessionId } = await shop.begin();
    const event = pay(sessionId);
    expect(await Promise.all([shop.deliver(event), erase(), shop.deliver(event)])).toEqual([200, 204, 200]);
    const { checkout, purchase } = await kept();
    expect(purchase).toMatchObject({ userId: checkout?.userId, status: "paid" });
    expect(await shop.standing()).toMatchObject({ access: "none" });
  });
});
