import { forgetReturnedCheckout, returnedCheckout } from "./checkout-address.js";
import type { CourseStore } from "./course-store.js";
import { Tabs } from "./tabs.js";

/** Joins a store to what surrounds it: the other tabs, the back/forward cache, the network, the address it was returned to. */
export function joinPage(store: CourseStore): void {
  const { records, session } = store;
  const tabs = new Tabs(
    store.apiUrl,
    () => session.learner,
    (learner) => records.answer(learner),
  );
  tabs.open();
  records.onConfirm = (learner) => tabs.tell(learner);

  addEventListener("pagehide", () => tabs.close());
  addEventListener("pageshow", ({ persisted }) => {
    if (!persisted) return;
    tabs.open();
    store.returnFromCheckout();
    store.reloadLearners();
  });
  addEventListener("online", () => store.retryAll());
  addEventListener("storage", ({ key }) => session.storageChanged(key));

  let following: string | null = null;
  const resume = async (): Promise<void> => {
    const checkoutId = returnedCheckout();
    if (!checkoutId || checkoutId === following) return;
    following = checkoutId;
    if (!(await store.resumeCheckout(checkoutId))) following = null;
    else if (returnedCheckout() === checkoutId) forgetReturnedCheckout();
  };
  store.onSessionChange = () => void resume();
  void resume();
}
