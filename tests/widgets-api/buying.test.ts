import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { CHECKOUT_PARAMETER } from "../../packages/widgets/src/data/checkout-address.js";
import { openShop, RETURN_URL, type Shop } from "../checkout/open-shop.js";
import { openPage, type Page } from "./open-page.js";

const CARD = { method: "card", email: "guest@mail.example" } as const;

let shop: Shop;
let page: Page;
let courseId: string;
beforeEach(async () => {
  shop = await openShop();
  courseId = shop.course.courseId;
  page = openPage(shop, { guests: true });
  await page.show(courseId);
});
afterEach(() => shop.close());

/** Starts a checkout as the widgets do, and pays it on the payment page or does not. */
async function checkOut({ pays }: { pays: boolean }): Promise<string> {
  const { checkoutId } = await page.store.startCheckout(courseId, { returnUrl: RETURN_URL });
  const { stripeSessionId } = await shop.db.checkout.findUniqueOrThrow({ where: { id: checkoutId } });
  if (pays) shop.standIn.pay(stripeSessionId ?? "", CARD);
  return checkoutId;
}

describe("a guest who buys through the widgets", () => {
  it("owns the course as soon as they are back, webhook or not", async () => {
    const checkoutId = await checkOut({ pays: true });
    expect(page.store.get(courseId).purchase).toEqual({ phase: "leaving" });

    const back = openPage(shop, { guests: true, storage: page.storage });
    expect((await back.show(courseId)).learner?.access).toBe("none");
    expect(await back.store.resumeCheckout(checkoutId)).toBe(true);
    expect(back.store.get(courseId)).toMatchObject({
      purchase: { phase: "idle" },
      learner: { access: "purchased", reason: null },
    });
    await expect(back.store.startCheckout(courseId, { returnUrl: RETURN_URL })).rejects.toMatchObject({
      code: "already_owned",
    });
  });

  it("sees that the payment is being waited for until it is there", async () => {
    const checkoutId = await checkOut({ pays: false });
    const { stripeSessionId } = await shop.db.checkout.findUniqueOrThrow({ where: { id: checkoutId } });
    const back = openPage(shop, { guests: true, storage: page.storage });
    await back.show(courseId);
    const settled = back.store.resumeCheckout(checkoutId);
    await back.until(courseId, ({ purchase }) => purchase.phase === "processing");
    shop.standIn.pay(stripeSessionId ?? "", CARD);
    expect(await settled).toBe(true);
    expect(back.store.get(courseId).learner?.access).toBe("purchased");
  });

  it("is not charged another price than the one they saw", async () => {
    await shop.db.course.update({ where: { id: courseId }, data: { price: 5900 } });
    await expect(checkOut({ pays: false })).rejects.toMatchObject({ status: 409, code: "price_changed" });
    const { card } = await page.until(courseId, (snapshot) => snapshot.card?.price?.amount === 5900);
    expect(card?.price).toEqual({ amount: 5900, currency: "usd" });
    expect(page.store.get(courseId).purchase).toMatchObject({ phase: "failed", code: "price_changed" });
    await checkOut({ pays: false });
    expect(page.store.get(courseId).purchase).toEqual({ phase: "leaving" });
  });

  it("can do nothing with somebody else's checkout", async () => {
    const checkoutId = await checkOut({ pays: true });
    const stranger = openPage(shop, { getToken: async () => (await shop.asHostUser("berta")).token });
    await stranger.show(courseId);
    expect(await stranger.store.resumeCheckout(checkoutId)).toBe(true);
    expect(stranger.store.get(courseId)).toMatchObject({ purchase: { phase: "idle" }, learner: { access: "none" } });
  });

  it("is sent back to a page whose address names the checkout as the widgets read it", async () => {
    const checkoutId = await checkOut({ pays: false });
    const { stripeSessionId } = await shop.db.checkout.findUniqueOrThrow({ where: { id: checkoutId } });
    const session = await shop.deps.stripe?.checkout.sessions.retrieve(stripeSessionId ?? "");
    const address = new URL(session?.success_url ?? "");
    expect(address.searchParams.get(CHECKOUT_PARAMETER)).toBe(checkoutId);
    expect(address.origin + address.pathname).toBe(new URL(RETURN_URL).origin + new URL(RETURN_URL).pathname);
  });
});
