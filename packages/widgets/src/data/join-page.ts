import type { CourseStore } from "./course-store.js";

/** Joins a store to what surrounds it: the network, a guest of another tab, the address that the page was returned to. */
export function joinPage(store: CourseStore): void {
  addEventListener("online", () => store.retryAll());
  addEventListener("storage", ({ key }) => {
    if (key === store.storageKey || key === null) store.keptChanged();
  });
  // The learner side follows the checkout or redeems the mailed code that the address names (`courselet_checkout`,
  // `courselet_restore`); a failure to load it leaves the address for the next try.
  if (/[?&]courselet_/.test(location.search)) store.learnerSide().catch(() => {});
}
