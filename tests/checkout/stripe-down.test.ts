import { afterEach, beforeEach, describe, expect, it } from "vitest";

import type { Fault } from "../../demo/src/stripe/faults.js";
import { openShop, type Shop } from "./open-shop.js";

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(() => shop.close());

const FAULTS: [string, Fault][] = [
  ["fails", { kind: "status", status: 500 }],
  ["is rate limiting", { kind: "status", status: 429 }],
  ["does not answer", { kind: "hang" }],
  ["answers after 30 s", { kind: "delay", delayMs: 30_000 }],
  ["does it and loses the answer", { kind: "lose-answer" }],
];

describe.each(FAULTS)("when Stripe %s", (_, fault) => {
  it("everything answers within 5 s, the catalogue at once, and the next try works", async () => {
    const { checkoutId, sessionId } = await shop.begin();
    shop.standIn.pay(sessionId, { method: "card" });
    const other = await shop.asHostUser("43");
    shop.standIn.fail(fault);
    const began = performance.now();
    const asking = Promise.all([shop.start({}, other), shop.status(checkoutId)]);
    const catalogue = await shop.request(`/v1/courses/${shop.course.courseId}`);
    expect(catalogue.status).toBe(200);
    expect(performance.now() - began).toBeLessThan(2000);
    const [starting, returning] = await asking;
    expect(performance.now() - began).toBeLessThan(5000);
    expect([starting.status, starting.body.error?.code]).toEqual([503, "payment_unavailable"]);
    expect(starting.body.error?.message).toMatch(/nothing was charged/i);
    expect([returning.status, returning.body.status]).toEqual([200, "open"]);
    expect((await shop.rows()).states).toEqual(["open"]);

    shop.standIn.clearFaults();
    expect((await shop.start({}, other)).status).toBe(201);
    expect((await shop.status(checkoutId)).body.status).toBe("paid");
  });
});

it("an event that cannot be checked at Stripe is not claimed", async () => {
  const { sessionId } = await shop.begin();
  shop.standIn.pay(sessionId, { method: "card" });
  shop.standIn.fail({ kind: "status", status: 500, times: 2 });
  expect(await shop.deliver(shop.eventId("checkout.session.completed"))).toBe(503);
  expect(await shop.db.webhookEvent.count()).toBe(0);
  expect(await shop.deliver(shop.eventId("checkout.session.completed"))).toBe(200);
  expect(await shop.db.webhookEvent.count()).toBe(1);
});

it("a hiccup of Stripe's is nobody's business", async () => {
  shop.standIn.fail({ kind: "status", status: 500, times: 1 });
  expect((await shop.start()).status).toBe(201);
  expect(shop.standIn.sessions()).toHaveLength(1);
});

it("when Stripe cannot be reached, starting answers 503 and leaves nothing behind", async () => {
  await shop.standIn.close();
  const { status, body } = await shop.start();
  expect([status, body.error?.code]).toEqual([503, "payment_unavailable"]);
  expect((await shop.rows()).states).toEqual([]);
});

it("an old session that cannot be ended keeps another from being made", async () => {
  await shop.begin();
  shop.standIn.fail({ kind: "status", status: 500, on: "POST /v1/checkout/sessions/" });
  expect((await shop.start({ returnUrl: "https://school.example/other" })).status).toBe(503);
  expect(shop.standIn.sessions().map(({ status }) => status)).toEqual(["open"]);
});
