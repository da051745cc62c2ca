/** What is rarely said about a purchase. Loaded when it is. */
export const purchaseMessages = {
  paymentLate: "Your payment takes longer than usual to be confirmed. You can go on; the course opens here by itself.",
  priceChanged: "The price has changed: it is {price} now.",
  paymentUnavailable: "Payment is not available at the moment. Nothing was charged.",
  paymentFormUnavailable: "The payment form could not be loaded. Nothing was charged.",
  notForSale: "This course is not for sale at the moment.",
  buyOffline: "There is no connection. Nothing was charged.",
  checkoutExpired: "The payment page was open for too long. Nothing was charged.",
  paymentRefused: "The payment did not go through. Nothing was charged.",
  buyFailed: "That did not work. Nothing was charged.",
} as const;

const byCode: Readonly<Record<string, keyof typeof purchaseMessages>> = {
  price_changed: "priceChanged",
  payment_unavailable: "paymentUnavailable",
  payment_form_unavailable: "paymentFormUnavailable",
  not_for_sale: "notForSale",
  offline: "buyOffline",
  timeout: "buyOffline",
  expired: "checkoutExpired",
  failed: "paymentRefused",
};

/** The message about a purchase that failed with this code. */
export function purchaseFailure(code: string): keyof typeof purchaseMessages {
  return byCode[code] ?? "buyFailed";
}
