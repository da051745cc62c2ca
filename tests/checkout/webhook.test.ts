import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { makeCourse } from "../../packages/server/src/testing/make-course.js";
import { OLD_SECRET, openShop, SECRET, type Shop } from "./open-shop.js";

let shop: Shop;
let sessionId: string;
let eventId: string;
beforeEach(async () => {
  shop = await openShop();
  ({ sessionId } = await shop.begin());
  shop.standIn.pay(sessionId, { method: "card" });
  eventId = shop.eventId("checkout.session.completed");
});
afterEach(() => shop.close());

const nowSeconds = () => Math.floor(shop.clock.now().getTime() / 1000);
async function post(body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string>): Promise<number> {
  return (await shop.request("/webhooks/stripe", { method: "POST", body, headers })).status;
}
async function postSigned(options?: { secret?: string; timestamp?: number }): Promise<number> {
  const { body, headers } = shop.standIn.signedRequest(eventId, options);
  return post(body, headers);
}
/** The id of a session that another learner has open. */
async function anotherSession(): Promise<string> {
  await shop.start({}, await shop.asHostUser("43"));
  return shop.standIn.sessions().at(-1)?.id ?? "";
}
const isOwned = async () => (await shop.standing()).access === "purchased";

describe("a signature", () => {
  it("of either secret is good while one is being rotated", async () => {
    expect(await postSigned({ secret: OLD_SECRET })).toBe(200);
    expect(await isOwned()).toBe(true);
    expect(await postSigned({ secret: SECRET })).toBe(200);
  });

  it.each([
    ["of another secret", () => postSigned({ secret: "whsec_of_somebody_else" })],
    ["of an empty secret", () => postSigned({ secret: " " })],
    ["301 s old", () => postSigned({ timestamp: nowSeconds() - 301 })],
    ["301 s in the future", () => postSigned({ timestamp: nowSeconds() + 301 })],
    ["that is missing", () => post(shop.standIn.signedRequest(eventId).body, {})],
    ["that is empty", () => post(shop.standIn.signedRequest(eventId).body, { "Stripe-Signature": "" })],
    ["that is nonsense", () => post(shop.standIn.signedRequest(eventId).body, { "Stripe-Signature": "t=now,v1=yes" })],
    [
      "of other bytes",
      () => post(`${shop.standIn.signedRequest(eventId).body} `, shop.standIn.signedRequest(eventId).headers),
    ],
    ["of no bytes", () => post("", shop.standIn.signedRequest(eventId).headers)],
    ["of broken text", () => post(new Uint8Array([0xff, 0x7b]), shop.standIn.signedRequest(eventId).headers)],
    [
      "in the future, with a second time of now",
      () => {
        const { body, headers } = shop.standIn.signedRequest(eventId, { timestamp: nowSeconds() + 301 });
        return post(body, { ...headers, "Stripe-Signature": `t=${nowSeconds()},${headers["Stripe-Signature"]}` });
      },
    ],
  ])("%s is refused", async (_, send) => {
    expect(await send()).toBe(400);
    expect(await isOwned()).toBe(false);
    expect(await shop.db.webhookEvent.count()).toBe(0);
  });

  it.each([-299, 299])("%i s off is good", async (seconds) => {
    expect(await postSigned({ timestamp: nowSeconds() + seconds })).toBe(200);
    expect(await isOwned()).toBe(true);
  });
});

describe("an event", () => {
  it("that is told again has no effect", async () => {
    expect(await postSigned()).toBe(200);
    await shop.db.purchase.deleteMany();
    expect(await postSigned()).toBe(200);
    expect((await shop.rows()).purchases).toEqual([]);
  });

  it("says nothing that is believed: a body that claims a payment is checked at Stripe", async () => {
    const unpaid = await anotherSession();
    const forged = shop.standIn.events().find(({ id }) => id === eventId);
    if (forged === undefined) throw new Error("no event");
    Object.assign(forged, { id: "evt_1Another" });
    Object.assign(forged.data.object, { id: unpaid, payment_status: "paid", status: "complete" });
    expect(await postSigned()).toBe(200);
    const checkout = await shop.db.checkout.findUniqueOrThrow({ where: { stripeSessionId: unpaid } });
    expect(checkout.state).toBe("open");
  });

  it("of a type nobody listens to is accepted and has no effect", async () => {
    expect(await shop.deliver(shop.eventId("customer.created"))).toBe(200);
    expect(await shop.deliver(shop.eventId("payment_intent.succeeded"))).toBe(200);
    expect(await isOwned()).toBe(false);
  });

  it("about a session of another shop is accepted and logged", async () => {
    await shop.db.checkout.deleteMany();
    expect(await postSigned()).toBe(200);
    expect(shop.logged.some(({ message }) => message.includes("none of ours"))).toBe(true);
    expect(await shop.db.webhookEvent.count()).toBe(0);
  });

  it("about a payment of another shop is accepted", async () => {
    await shop.db.checkout.deleteMany();
    shop.standIn.refund(String(shop.standIn.sessions()[0]?.payment_intent));
    expect(await shop.deliver(shop.eventId("charge.refunded"))).toBe(200);
  });

  it("whose effect fails is answered 500, leaves no claim, and has its effect the next time", async () => {
    await shop.db.$executeRaw`ALTER TABLE "Purchase" RENAME TO "PurchaseElsewhere"`;
    const failed = await postSigned().finally(
      () => shop.db.$executeRaw`ALTER TABLE "PurchaseElsewhere" RENAME TO "Purchase"`,
    );
    expect(failed).toBe(500);
    expect(await shop.db.webhookEvent.count()).toBe(0);
    expect((await shop.rows()).states).toEqual(["open"]);
    expect(await postSigned()).toBe(200);
    expect(await isOwned()).toBe(true);
  });

  it.each([
    ["checkout", { id: "00000000-0000-4000-8000-000000000000" }],
    ["amount", { amount: 100 }],
    ["currency", { currency: "eur" }],
  ])("about a session of another %s than was asked for gives nothing", async (_, change) => {
    await shop.db.checkout.updateMany({ data: change });
    expect(await postSigned()).toBe(200);
    expect(await isOwned()).toBe(false);
    expect(shop.logged.some(({ level, message }) => level === "error" && message.includes("do not match"))).toBe(true);
  });

  it("about a session of another course gives nothing", async () => {
    const { courseId } = await makeCourse(shop.db);
    await shop.db.checkout.updateMany({ data: { courseId } });
    expect(await postSigned()).toBe(200);
    expect((await shop.rows()).purchases).toEqual([]);
  });
});

describe("events that come by themselves", () => {
  it("give access a moment after paying, and are sent again when the server failed", async () => {
    const live = await openShop({ delivers: true });
    try {
      const { checkoutId, sessionId: paying } = await live.begin();
      // The server asks twice each time.
      live.standIn.fail({ kind: "status", status: 500, times: 4 });
      live.standIn.pay(paying, { method: "card" });
      await live.standIn.settled();
      expect(await live.standing()).toEqual({ access: "purchased", reason: null });
      expect((await live.db.checkout.findUniqueOrThrow({ where: { id: checkoutId } })).state).toBe("paid");
      expect(live.standIn.delivery(live.eventId("checkout.session.completed"))).toMatchObject({
        state: "delivered",
        attempts: 3,
      });
    } finally {
      await live.close();
    }
  });
});
