import { ApiError } from "../../data/api-error.js";

/** The release of Stripe.js that goes with the server's version of Stripe's API. */
const STRIPE_URL = "https://js.stripe.com/endive/stripe.js";

export interface EmbeddedForm {
  mount(element: HTMLElement): void;
  destroy(): void;
}

interface EmbeddedFormOptions {
  fetchClientSecret: () => Promise<string>;
  onComplete: () => void;
}

/** What of Stripe.js is used here. */
interface StripeJs {
  createEmbeddedCheckoutPage?: (options: EmbeddedFormOptions) => Promise<EmbeddedForm>;
  /** Its name in releases before dahlia, which a page may have loaded itself. */
  initEmbeddedCheckout?: (options: EmbeddedFormOptions) => Promise<EmbeddedForm>;
}

interface TrustedTypesPolicies {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): { createScriptURL: (url: string) => string };
}

declare global {
  interface Window {
    Stripe?: (publishableKey: string) => StripeJs;
    trustedTypes?: TrustedTypesPolicies;
  }
}

let loading: Promise<void> | undefined;

/** Makes the payment form of a checkout. Rejects with an ApiError `payment_form_unavailable`. */
export async function createForm(publishableKey: string, options: EmbeddedFormOptions): Promise<EmbeddedForm> {
  try {
    if (!window.Stripe) await (loading ??= loadScript());
    const stripe = window.Stripe?.(publishableKey);
    const form = await (stripe?.createEmbeddedCheckoutPage?.(options) ?? stripe?.initEmbeddedCheckout?.(options));
    if (!form) throw new Error("Stripe.js has no embedded checkout.");
    return form;
  } catch (error) {
    loading = undefined;
    console.error("courselet: Stripe's payment form did not load.", error);
    throw new ApiError(0, "payment_form_unavailable");
  }
}

function loadScript(): Promise<void> {
  const script = document.createElement("script");
  return new Promise<void>((resolve, reject) => {
    script.onload = () => resolve();
    script.onerror = () => reject(new Error(`${STRIPE_URL} is blocked or out of reach.`));
    script.nonce = ownScript()?.nonce ?? "";
    script.src = trusted(STRIPE_URL);
    document.head.append(script);
  }).catch((error: unknown) => {
    script.remove();
    throw error;
  });
}

/** The script tag that loaded this library: all files of one build lie in one folder. Its nonce is good for Stripe's too. */
function ownScript(): HTMLScriptElement | undefined {
  const folder = new URL(".", import.meta.url).href;
  return [...document.scripts].find(({ src }) => src.startsWith(folder));
}

let policy: ReturnType<TrustedTypesPolicies["createPolicy"]> | undefined;

/** The address as a page with Trusted Types takes it, where the page allows the policy `courselet-stripe`. */
function trusted(url: string): string {
  try {
    policy ??= window.trustedTypes?.createPolicy("courselet-stripe", {
      createScriptURL: (wanted) => (wanted === STRIPE_URL ? wanted : ""),
    });
  } catch {
    // Names of policies may be limited where plain addresses are still taken.
  }
  return policy?.createScriptURL(url) ?? url;
}
