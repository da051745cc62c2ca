import type { ReactiveElement } from "lit";

import { SettingsController } from "../../controllers/settings-controller.js";
import { createDialog } from "./embedded-dialog.js";
import { createForm } from "./load-stripe.js";

export const embeddedMessages = {
  paymentForm: "Payment",
  paymentFormLoading: "Loading the payment form…",
  closePaymentForm: "Close",
} as const;

/** Stripe allows one form at a time: the one that is open is closed, and gone before the next is made. */
let closeOpen = (): void => {};
let gone: Promise<unknown> = Promise.resolve();

/**
 * Opens Stripe's payment form over the page, outside of every shadow root, where Stripe cannot mount it. Resolves when it is
 * closed, with whether the payment was completed. Rejects with an ApiError `payment_form_unavailable`, with nothing open.
 */
export async function payInDialog(
  element: ReactiveElement,
  { clientSecret, publishableKey }: { clientSecret: string; publishableKey: string },
): Promise<boolean> {
  closeOpen();
  const settings = settingsOf(element);
  const { dialog, place, ready } = createDialog(element, {
    title: settings.text("paymentForm"),
    loading: settings.text("paymentFormLoading"),
    close: settings.text("closePaymentForm"),
  });
  let completed = false;
  let close = (): void => {};
  const closed = new Promise<void>((resolve) => {
    close = () => {
      dialog.close();
      resolve();
    };
    dialog.addEventListener("close", () => resolve());
  });
  closeOpen = close;
  // Who leaves the page, or whose button is taken away, is no longer paying here.
  const leaving = { hostDisconnected: close };
  element.addController(leaving);
  addEventListener("pagehide", close);
  document.body.append(dialog);
  dialog.showModal();

  const mounted = gone.then(async () => {
    const form = await createForm(publishableKey, {
      fetchClientSecret: () => Promise.resolve(clientSecret),
      onComplete: () => {
        completed = true;
        close();
      },
    });
    if (dialog.open) form.mount(place);
    ready();
    return form;
  });
  gone = mounted.then(
    (form) => closed.then(() => form.destroy()),
    () => undefined,
  );
  try {
    await Promise.race([closed, mounted]);
    await closed;
    return completed;
  } finally {
    close();
    dialog.remove();
    element.removeController(leaving);
    removeEventListener("pagehide", close);
    element.shadowRoot?.querySelector("button")?.focus();
  }
}

const settingsByElement = new WeakMap<ReactiveElement, SettingsController<typeof embeddedMessages>>();

function settingsOf(element: ReactiveElement): SettingsController<typeof embeddedMessages> {
  let settings = settingsByElement.get(element);
  if (!settings) settingsByElement.set(element, (settings = new SettingsController(element, embeddedMessages)));
  return settings;
}
