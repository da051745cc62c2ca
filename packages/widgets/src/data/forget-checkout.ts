import { CHECKOUT_PARAMETER } from "./checkout-address.js";

/**
 * Takes the checkout out of the address, keeping all the rest. Done when it is settled and not before: until then a reload
 * finds it again, with nothing stored.
 */
export function forgetReturnedCheckout(): void {
  const url = new URL(location.href);
  url.searchParams.delete(CHECKOUT_PARAMETER);
  history.replaceState(history.state, "", url);
}
