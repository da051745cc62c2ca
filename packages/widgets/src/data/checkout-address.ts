/** The query parameter by which the return page names its checkout; the contract's CHECKOUT_PARAMETER. */
export const CHECKOUT_PARAMETER = "courselet_checkout";

/** The id of the checkout that the visitor has just come back from. */
export const returnedCheckout = (): string | null => new URLSearchParams(location.search).get(CHECKOUT_PARAMETER);
