import type { CheckoutStarted } from "@courselet/contract/checkout";
import type { Money } from "@courselet/contract/money";
import type { ReactiveElement } from "lit";

import { ApiError } from "../../data/api-error.js";
import type { Store } from "../../data/store.js";
import { safeUrl } from "../../shared/safe-url.js";
import { SignInRequestEvent } from "../../shared/sign-in-request-event.js";
import { BuyRequestEvent, PurchaseCompleteEvent, PurchaseErrorEvent, PurchaseStartEvent } from "./buy-events.js";

export interface PurchaseOptions {
  /** Where the events are dispatched. */
  element: ReactiveElement;
  store: Store;
  courseId: string;
  /** What the visitor was shown. */
  price: Money;
  /** Where the payment page leads back to. Without it: this page, less its fragment. */
  returnUrl?: string | undefined;
  mode: "redirect" | "embedded";
  /** Of the payment page, as a BCP 47 tag. */
  language: string;
}

/** Takes a free course, or opens a checkout, in this page or by sending the browser there. What went wrong is in the store and in an event. */
export async function purchaseCourse({
  element,
  store,
  courseId,
  price,
  returnUrl,
  mode,
  language,
}: PurchaseOptions): Promise<void> {
  if (!store.canAct) {
    element.dispatchEvent(new SignInRequestEvent(courseId));
    return;
  }
  if (!element.dispatchEvent(new BuyRequestEvent(courseId, price))) return;
  let completed = false;
  try {
    if (price.amount === 0) {
      await store.enrol(courseId);
      announcePurchase(element, store, courseId);
      return;
    }
    const checkout = await store.startCheckout(courseId, {
      returnUrl: safeUrl(returnUrl) ?? location.href.replace(/#.*/, ""),
      mode,
      locale: language,
      onOpen: async (opened) => {
        element.dispatchEvent(new PurchaseStartEvent(courseId, opened));
        completed = "clientSecret" in opened && (await payHere(element, opened));
        return completed;
      },
    });
    const address = "url" in checkout ? safeUrl(checkout.url) : undefined;
    if (address) location.assign(address);
    // As after coming back from the payment page: it is owned when the server says so.
    else if (completed) await store.resumeCheckout(checkout.checkoutId);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "internal";
    // Not even the code that asks could be loaded.
    if (store.get(courseId).purchase.phase === "starting") {
      store.showPurchase(courseId, { phase: "failed", code, message: "" });
    }
    if (code === "unauthenticated") element.dispatchEvent(new SignInRequestEvent(courseId));
    else if (code !== "already_owned") element.dispatchEvent(new PurchaseErrorEvent(courseId, code));
  }
}

/** Resolves with whether the visitor completed the payment form, once it is gone. */
async function payHere(
  element: ReactiveElement,
  checkout: Extract<CheckoutStarted, { clientSecret: string }>,
): Promise<boolean> {
  const embedded = await import("./embedded-checkout.js").catch(() => {
    throw new ApiError(0, "offline");
  });
  return embedded.payInDialog(element, checkout);
}

/** Purchases already announced, so that ten buttons of one course say it once. */
const announced = new WeakMap<Store, Set<string>>();

export function announcePurchase(element: Element, store: Store, courseId: string): void {
  let courses = announced.get(store);
  if (!courses) announced.set(store, (courses = new Set()));
  if (courses.has(courseId)) return;
  courses.add(courseId);
  element.dispatchEvent(new PurchaseCompleteEvent(courseId));
}
