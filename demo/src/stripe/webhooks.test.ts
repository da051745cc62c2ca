import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { Stripe } from "stripe";
import { afterEach, describe, expect, it } from "vitest";

import { purchase, SECRET, startForTest, type TestStandIn } from "./testing.js";

let test: TestStandIn | undefined;
afterEach(async () => {
  await test?.close();
  test = undefined;
});

/** An endpoint that answers with these statuses in turn, then 200, and keeps what was delivered. */
function endpoint(...statuses: (number | "no answer")[]) {
  const delivered: Stripe.Event[] = [];
  const fetch = async (_: string, init: RequestInit) => {
    const status = statuses.shift() ?? 200;
    if (status === "no answer") throw new Error("connection refused");
    const headers = new Headers(init.headers);
    const body = String(init.body);
    const event = await Stripe.webhooks.constructEventAsync(body, headers.get("Stripe-Signature") ?? "", SECRET);
    if (status === 200) delivered.push(event);
    return new Response(null, { status });
  };
  return { delivered, options: { webhookUrl: "http://shop.example/webhooks", fetch, webhookRetryDelaysMs: [5, 5, 5] } };
}

describe("a webhook", () => {
  it("is signed, and sent for the events that the endpoint listens to", async () => {
    const { delivered, options } = endpoint();
    test = await startForTest(options);
    const { id } = await test.stripe.checkout.sessions.create(purchase());
    test.standIn.pay(id, { method: "card" });
    await test.standIn.settled();
    expect(delivered).toMatchObject([{ type: "checkout.session.completed", data: { object: { id } } }]);
    const events = await test.stripe.events.list({ type: "checkout.session.*" });
    expect(events.data).toMatchObject([{ id: delivered[0]?.id, pending_webhooks: 0 }]);
  });

  it("is sent again until it is accepted", async () => {
    const { delivered, options } = endpoint(500, "no answer", 301);
    test = await startForTest(options);
    const { id } = await test.stripe.checkout.sessions.create(purchase());
    await test.stripe.checkout.sessions.expire(id);
    await test.standIn.settled();
    expect(delivered).toHaveLength(1);
    expect(test.standIn.delivery(delivered[0]?.id ?? "")).toEqual({
      state: "delivered",
      attempts: 4,
      lastAnswer: "200",
    });
  });

  it("has failed in the end, is listed so, and can be sent once more", async () => {
    const { delivered, options } = endpoint(500, 500, 500, 500);
    test = await startForTest(options);
    const { id } = await test.stripe.checkout.sessions.create(purchase());
    await test.stripe.checkout.sessions.expire(id);
    await test.standIn.settled();
    const [failed] = (await test.stripe.events.list({ delivery_success: false })).data;
    expect(test.standIn.delivery(failed?.id ?? "")?.state).toBe("failed");
    test.standIn.resend(failed?.id ?? "");
    await test.standIn.settled();
    expect(delivered.map((event) => event.id)).toEqual([failed?.id]);
    expect((await test.stripe.events.list({ delivery_success: false })).data).toEqual([]);
  });

  it("are listed by type, time and whether they were delivered", async () => {
    let now = new Date("2026-03-01T00:00:00Z");
    const answer = async () => new Response(null, { status: 500 });
    test = await startForTest({
      webhookUrl: "http://server.example/hook",
      webhookRetryDelaysMs: [],
      fetch: answer,
      clock: { now: () => now },
    });
    const old = await test.stripe.checkout.sessions.create(purchase());
    test.standIn.pay(old.id, { method: "card" });
    now = new Date("2026-03-05T00:00:00Z");
    const young = await test.stripe.checkout.sessions.create(purchase());
    test.standIn.pay(young.id, { method: "card" });
    await test.standIn.settled();
    const { data } = await test.stripe.events.list({
      types: ["checkout.session.completed", "charge.refunded"],
      created: { gte: Math.floor(Date.parse("2026-03-02T00:00:00Z") / 1000) },
      delivery_success: false,
    });
    expect(data.map(({ type, data: { object } }) => [type, "id" in object && object.id])).toEqual([
      ["checkout.session.completed", young.id],
    ]);
  });

  it("waits as long as it is asked to", async () => {
    const { delivered, options } = endpoint();
    test = await startForTest({ ...options, webhookDelayMs: 150 });
    const { id } = await test.stripe.checkout.sessions.create(purchase());
    test.standIn.pay(id, { method: "card" });
    await new Promise((resume) => setTimeout(resume, 50));
    expect(delivered).toEqual([]);
    await test.standIn.settled();
    expect(delivered).toHaveLength(1);
  });
});

describe("a state file", () => {
  it("keeps everything over a restart, and what was on its way arrives then", async () => {
    const folder = await mkdtemp(join(tmpdir(), "stand-in-"));
    const stateFile = join(folder, "deep", "state.json");
    try {
      test = await startForTest({ ...endpoint().options, stateFile, webhookDelayMs: 60_000, bankDebitDelayMs: 60_000 });
      const open = await test.stripe.checkout.sessions.create(purchase(), { idempotencyKey: "kept" });
      const debit = await test.stripe.checkout.sessions.create(purchase());
      test.standIn.pay(debit.id, { method: "bank_debit" });
      await test.close();

      const { delivered, options } = endpoint();
      test = await startForTest({ ...options, stateFile, bankDebitDelayMs: 10 });
      await test.standIn.settled();
      expect((await test.stripe.checkout.sessions.retrieve(debit.id)).payment_status).toBe("paid");
      expect(delivered.map(({ type }) => type).toSorted()).toEqual([
        "checkout.session.async_payment_succeeded",
        "checkout.session.completed",
      ]);
      expect((await test.stripe.checkout.sessions.create(purchase(), { idempotencyKey: "kept" })).id).toBe(open.id);
      expect(JSON.parse(await readFile(stateFile, "utf8"))).toHaveProperty("sessions");
    } finally {
      await test?.close();
      await rm(folder, { recursive: true });
    }
  });
});
