import { returnedCheckout } from "./checkout-address.js";
import type { CourseStore } from "./course-store.js";

/** Joins a store to what surrounds it: the network, a guest of another tab, the address that the page was returned to. */
export function joinPage(store: CourseStore): void {
  addEventListener("online", () => store.retryAll());
  addEventListener("storage", ({ key }) => {
    if (key === store.storageKey || key === null) store.guestChanged();
  });
  // The learner side follows the checkout; a failure to load it leaves the address for the next try.
  if (returnedCheckout()) store.learnerSide().catch(() => {});
}
