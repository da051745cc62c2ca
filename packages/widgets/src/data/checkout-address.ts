/** The query parameter by which the return page names its checkout; the contract's CHECKOUT_PARAMETER. */
export const CHECKOUT_PARAMETER = "courselet_checkout";

/** The id of the checkout that the visitor has just come back from. */
export const returnedCheckout = (): string | null => new URLSearchParams(location.search).get(CHECKOUT_PARAMETER);

/**
 * Takes the checkout out of the address, keeping all the rest. Done when it is settled and not before: until then a reload
 * finds it again, with nothing stored.
 */
export function forgetReturnedCheckout(): void {
  const url = new URL(location.href);
  url.searchParams.delete(CHECKOUT_PARAMETER);
  history.replaceState(history.state, "", url);
}
