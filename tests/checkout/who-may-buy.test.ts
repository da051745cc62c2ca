import { afterAll, beforeAll, expect, it } from "vitest";

import type { TestLearner } from "../../packages/server/src/testing/create-test-app.js";
import { openShop, RETURN_URL, type Shop } from "./open-shop.js";

// The column "buy" of the access matrix, and of what others bought.
let shop: Shop;
const actors = new Map<string, TestLearner | null>();
let boughtCheckout = "";

beforeAll(async () => {
  shop = await openShop();
  actors.set("anonymous", null);
  actors.set("guest", await shop.asGuest());
  actors.set("user", await shop.asHostUser("user"));
  actors.set("author of it", await shop.asHostUser("author", { role: "author" }));
  actors.set("another author", await shop.asHostUser("other", { role: "author" }));
  const now = Math.floor(shop.clock.now().getTime() / 1000);
  actors.set("expired", await shop.asHostUser("late", { iat: now - 7_200, exp: now - 3_600 }));
  actors.set("wrong audience", await shop.asHostUser("lost", { aud: "another server" }));
  actors.set("wrong issuer", await shop.asHostUser("stranger", { iss: "https://evil.example" }));
  for (const name of ["bought", "refunded", "disputed", "processing"]) {
    const learner = await shop.asHostUser(name);
    actors.set(name, learner);
    const { body } = await shop.start({}, learner);
    const method = name === "processing" ? "bank_debit" : "card";
    const session = shop.standIn.pay(shop.standIn.sessions().at(-1)?.id ?? "", { method });
    if (name === "refunded") shop.standIn.refund(String(session.payment_intent));
    if (name === "disputed") shop.standIn.openDispute(String(session.payment_intent));
    await shop.status(body.checkoutId, learner);
    if (name === "bought") boughtCheckout = body.checkoutId;
  }
});
afterAll(() => shop.close());

async function ask(actor: string, path: string, json?: unknown): Promise<number> {
  const headers = actors.get(actor)?.headers ?? {};
  return (await shop.request(path, json === undefined ? { headers } : { headers, json })).status;
}

const TABLE: [actor: string, buys: number, othersCheckout: number][] = [
  ["anonymous", 401, 401],
  ["guest", 201, 404],
  ["user", 201, 404],
  ["refunded", 201, 404],
  ["disputed", 201, 404],
  ["processing", 409, 404],
  ["bought", 409, 200],
  ["author of it", 409, 404],
  ["another author", 201, 404],
  ["expired", 401, 401],
  ["wrong audience", 401, 401],
  ["wrong issuer", 401, 401],
];

it.each(TABLE)("%s: buying answers %i, the checkout of whoever bought %i", async (actor, buys, othersCheckout) => {
  expect(await ask(actor, `/v1/courses/${shop.course.courseId}/checkout`, { returnUrl: RETURN_URL })).toBe(buys);
  expect(await ask(actor, `/v1/checkouts/${boughtCheckout}`)).toBe(othersCheckout);
});
