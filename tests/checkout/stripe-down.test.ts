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
  it("starting answers 503 within 5 s, the catalogue answers as ever, and the next try works", async () => {
    shop.standIn.fail(fault);
    const started = performance.now();
    const starting = shop.start();
    const catalogue = await shop.request(`/v1/courses/${shop.course.courseId}`);
    expect(catalogue.status).toBe(200);
    expect(performance.now() - started).toBeLessThan(1000);
    const { status, body } = await starting;
    expect(performance.now() - started).toBeLessThan(5000);
    expect([status, body.error?.code]).toEqual([503, "payment_unavailable"]);
    expect(body.error?.message).toMatch(/nothing was charged/i);
    expect((await shop.rows()).states).toEqual([]);

    shop.standIn.clearFaults();
    expect((await shop.start()).status).toBe(201);
  });

  it("the return page answers within 5 s what is known, and an event is not claimed", async () => {
    const { checkoutId, sessionId } = await shop.begin();
    shop.standIn.pay(sessionId, { method: "card" });
    shop.standIn.fail({ ...fault, times: 1 });
    const started = performance.now();
    const { status, body } = await shop.status(checkoutId);
    expect(performance.now() - started).toBeLessThan(5000);
    expect([status, body.status]).toEqual([200, "open"]);

    if (fault.kind === "status") {
      shop.standIn.fail({ ...fault, times: 1 });
      expect(await shop.deliver(shop.eventId("checkout.session.completed"))).toBe(503);
      expect(await shop.db.webhookEvent.count()).toBe(0);
    }
    expect(await shop.deliver(shop.eventId("checkout.session.completed"))).toBe(200);
    expect(await shop.standing()).toEqual({ access: "purchased", reason: null });
  });
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
