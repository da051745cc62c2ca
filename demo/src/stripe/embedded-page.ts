import { html } from "hono/html";

import { layout, type Html } from "./page-layout.js";

/** What a page of the shop says to the one around it when the payment is completed. */
const COMPLETE = "stripe-stand-in:complete";

/** Shown in the frame for the moment until the page around it takes it away. */
export function embeddedCompletePage(): Html {
  return layout(
    "Payment complete",
    html`<section class="panel"><h1>Payment complete.</h1></section>
      <script src="/embedded-complete.js"></script>`,
  );
}

/** Says nothing but that: whom it is told to does not matter. */
export const EMBEDDED_COMPLETE_SCRIPT = `parent.postMessage(${JSON.stringify(COMPLETE)}, "*");\n`;

/** As much of Stripe.js as mounts a payment form in a page. `origin`: the stand-in's own. */
export function standInStripeJs(origin: string): string {
  return `"use strict";
window.Stripe = (publishableKey) => {
  if (!/^pk_/.test(publishableKey)) throw new Error("That is not a publishable key.");
  let isTaken = false;
  const createEmbeddedCheckoutPage = async ({ clientSecret, fetchClientSecret, onComplete }) => {
    if (isTaken) throw new Error("You cannot have multiple Embedded Checkout objects.");
    isTaken = true;
    const secret = clientSecret ?? (await fetchClientSecret());
    const frame = document.createElement("iframe");
    frame.src = ${JSON.stringify(origin)} + "/c/embedded/" + encodeURIComponent(secret);
    frame.title = "Stripe stand-in: payment form";
    Object.assign(frame.style, { display: "block", inlineSize: "100%", blockSize: "46rem", border: "0" });
    const listen = ({ origin, source, data }) => {
      if (origin !== ${JSON.stringify(origin)} || source !== frame.contentWindow) return;
      if (data === ${JSON.stringify(COMPLETE)}) onComplete?.();
    };
    return {
      mount(place) {
        addEventListener("message", listen);
        (typeof place === "string" ? document.querySelector(place) : place).append(frame);
      },
      unmount: () => frame.remove(),
      destroy() {
        removeEventListener("message", listen);
        frame.remove();
        isTaken = false;
      },
    };
  };
  const initEmbeddedCheckout = () => {
    throw new Error("initEmbeddedCheckout() is createEmbeddedCheckoutPage() now.");
  };
  return { createEmbeddedCheckoutPage, initEmbeddedCheckout };
};
`;
}
