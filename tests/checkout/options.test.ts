import { afterEach, describe, expect, it } from "vitest";

import { openShop, type Shop } from "./open-shop.js";

let shop: Shop;
afterEach(() => shop.close());

const paid = () =>
  shop.db.checkout.findFirstOrThrow({
    select: { state: true, amountTotal: true, amountDiscount: true, amountTax: true, fee: true, currency: true },
  });

/** Pays what is open and returns to the page, without any webhook. */
async function buy(begun: { checkoutId: string; sessionId: string }) {
  shop.standIn.pay(begun.sessionId, { method: "card" });
  return (await shop.status(begun.checkoutId)).body.status;
}

describe("promotion codes", () => {
  it("are asked for only where the shop takes them", async () => {
    shop = await openShop();
    await shop.begin();
    expect(shop.standIn.sessions()[0]?.allow_promotion_codes).toBeNull();
    await shop.close();
    shop = await openShop({ settings: { promotionCodes: true } });
    await shop.begin();
    expect(shop.standIn.sessions()[0]?.allow_promotion_codes).toBe(true);
  });

  it("lower what is paid, and what the purchase says was paid", async () => {
    shop = await openShop({ settings: { promotionCodes: true } });
    const begun = await shop.begin();
    shop.standIn.applyPromotionCode(begun.sessionId, "HALF");
    expect(await buy(begun)).toBe("paid");
    expect(await paid()).toMatchObject({
      state: "paid",
      amountTotal: 2450,
      amountDiscount: 2450,
      amountTax: 0,
      fee: 101,
    });
    expect((await shop.rows()).purchases).toEqual([{ status: "paid", amount: 2450 }]);
    // A later reading of the same session still matches.
    shop.standIn.refund(String(shop.standIn.sessions()[0]?.payment_intent));
    await shop.deliver(shop.eventId("charge.refunded"));
    expect((await shop.rows()).states).toEqual(["refunded"]);
  });

  it("for all of it give the course without a payment", async () => {
    shop = await openShop({ settings: { promotionCodes: true } });
    const begun = await shop.begin();
    shop.standIn.applyPromotionCode(begun.sessionId, "FREE");
    shop.standIn.pay(begun.sessionId, { method: "card" });
    expect(await shop.deliver(shop.eventId("checkout.session.completed"))).toBe(200);
    expect(await shop.standing()).toEqual({ access: "purchased", reason: null });
    expect(await paid()).toMatchObject({ state: "paid", amountTotal: 0, amountDiscount: 4900, fee: null });
    expect((await shop.start()).body.error?.code).toBe("already_owned");
  });
});

describe("automatic tax", () => {
  it("comes on top of the price, where the shop says so", async () => {
    shop = await openShop({ settings: { automaticTax: "exclusive", promotionCodes: true } });
    const begun = await shop.begin();
    shop.standIn.applyPromotionCode(begun.sessionId, "HALF");
    expect(await buy(begun)).toBe("paid");
    expect(await paid()).toMatchObject({ state: "paid", amountTotal: 2695, amountDiscount: 2450, amountTax: 245 });
  });

  it("is in the price, where the shop says so: the quoted price is what is paid", async () => {
    shop = await openShop({ settings: { automaticTax: "inclusive" } });
    expect(await buy(await shop.begin({ quotedPrice: { amount: 4900, currency: "usd" } }))).toBe("paid");
    expect(await paid()).toMatchObject({ amountTotal: 4900, amountTax: 445 });
  });

  it("lets a customer whom Stripe knows say where they live", async () => {
    shop = await openShop({ settings: { automaticTax: "on" } });
    expect(await buy(await shop.begin())).toBe("paid");
    shop.standIn.refund(String(shop.standIn.sessions()[0]?.payment_intent));
    await shop.deliver(shop.eventId("charge.refunded"));
    expect(await buy(await shop.begin())).toBe("paid");
    expect(shop.standIn.sessions()[1]?.customer).toBe(shop.standIn.sessions()[0]?.customer);
  });
});

describe("a total that does not add up", () => {
  it("gives nothing, and says so in the log", async () => {
    shop = await openShop();
    const begun = await shop.begin();
    const session = shop.standIn.pay(begun.sessionId, { method: "card" });
    session.amount_total = 1;
    expect((await shop.status(begun.checkoutId)).body.status).toBe("failed");
    expect(shop.logged.find(({ level }) => level === "error")?.fields["mismatch"]).toBe("total");
    expect((await shop.rows()).purchases).toEqual([]);
  });
});

describe.each([
  ["jpy", 4900, "¥4,900", 172],
  ["kwd", 4900, "KWD 4.900", 172],
])("in %s", (currency, amount, shown, fee) => {
  it(`${amount} minor units are ${shown} at Stripe, and are what was paid`, async () => {
    shop = await openShop();
    await shop.db.course.updateMany({ data: { price: amount, currency } });
    const begun = await shop.begin({ quotedPrice: { amount, currency } });
    const page = await (await fetch(String(shop.standIn.sessions()[0]?.url))).text();
    expect(page.replaceAll(/[\u00a0\u202f]/g, " ")).toContain(shown);
    expect(await buy(begun)).toBe("paid");
    expect(await paid()).toMatchObject({ currency, amountTotal: amount, fee });
  });
});

it("a price in kwd whose last digit is not 0, which no bank can move, is not for sale", async () => {
  shop = await openShop();
  await shop.db.course.updateMany({ data: { price: 4905, currency: "kwd" } });
  expect((await shop.start()).body.error?.code).toBe("not_for_sale");
});

it.each([
  ["usd", 49],
  ["jpy", 49],
  ["gbp", 29],
])("a price below Stripe's least (%s %i) is not for sale, and the log says why", async (currency, price) => {
  shop = await openShop();
  await shop.db.course.updateMany({ data: { price, currency } });
  const { status, body } = await shop.start();
  expect([status, body.error?.code]).toEqual([409, "not_for_sale"]);
  expect(shop.logged.find(({ level }) => level === "error")).toMatchObject({
    message: "Stripe refuses a checkout",
    fields: { code: "amount_too_small" },
  });
});

it.each([
  ["de-AT", "de"],
  ["pt-BR", "pt-BR"],
  ["tlh", "auto"],
  [undefined, "auto"],
])("the language %s reaches the payment page as %s", async (locale, shown) => {
  shop = await openShop();
  await shop.begin(locale === undefined ? {} : { locale });
  expect(shop.standIn.sessions()[0]?.locale).toBe(shown);
});
