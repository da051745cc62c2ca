import { RESTORE_PARAMETER as CONTRACT_PARAMETER } from "@courselet/contract/identity";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { GuestTokenStore } from "../../packages/widgets/src/data/guest-token.js";
import { KeptValues } from "../../packages/widgets/src/data/kept-values.js";
import { RESTORE_PARAMETER, restoreReturnedGuest } from "../../packages/widgets/src/data/restore-return.js";
import { createTransport } from "../../packages/widgets/src/data/transport.js";
import { openShop, RETURN_URL, type Shop } from "../checkout/open-shop.js";
import { MemoryStorage, openPage } from "./open-page.js";

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await shop.close();
});

/** A browser's address, as far as the widgets use it. */
function openAddress(href: string): URL {
  const location = new URL(href);
  vi.stubGlobal("location", location);
  vi.stubGlobal("history", {
    state: null,
    replaceState: (_: unknown, _title: string, url: URL) => (location.href = url.href),
  });
  return location;
}

it("a guest who bought on one device opens the course on another by the mailed link", async () => {
  const { courseId } = shop.course;
  const laptop = openPage(shop, { guests: true });
  await laptop.show(courseId);
  const { checkoutId } = await laptop.store.startCheckout(courseId, { returnUrl: RETURN_URL });
  const { stripeSessionId } = await shop.db.checkout.findUniqueOrThrow({ where: { id: checkoutId } });
  shop.standIn.pay(stripeSessionId ?? "", { method: "card", email: "guest@mail.example" });
  await laptop.store.resumeCheckout(checkoutId);

  await shop.request("/v1/restore", { json: { email: "guest@mail.example", returnUrl: RETURN_URL } });
  const mailed = () => shop.db.outboxMail.findFirst({ where: { kind: "restore" } });
  await expect.poll(mailed, { timeout: 10_000 }).not.toBeNull();
  const link = /https:\S+/.exec((await mailed())?.text ?? "")?.[0] ?? "";
  expect(link).toContain(`${RESTORE_PARAMETER}=`);
  expect(RESTORE_PARAMETER).toBe(CONTRACT_PARAMETER);

  const storage = new MemoryStorage();
  const phone = openPage(shop, { guests: true, storage });
  expect((await phone.show(courseId)).learner?.access).toBe("none");
  const address = openAddress(link);
  const apiUrl = shop.deps.config.publicUrl;
  const send = createTransport({ apiUrl, fetch: (url, init) => shop.app.request(url, init) });
  const redeem = () => restoreReturnedGuest(send, new GuestTokenStore(new KeptValues(phone.store)));
  expect(await redeem()).toBe(true);
  expect(address.href).toBe(RETURN_URL);
  phone.store.keptChanged();
  await phone.until(courseId, ({ learner }) => learner?.access === "purchased");

  // The laptop is who it was, and the link is of no more use.
  expect((await laptop.show(courseId)).learner?.access).toBe("purchased");
  openAddress(link);
  expect(await redeem()).toBe(false);
});
