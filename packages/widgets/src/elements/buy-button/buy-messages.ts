export const buyMessages = {
  buyCourse: "Buy course",
  enrolFree: "Enrol for free",
  ofCourse: ": {title}",
  openingCheckout: "Opening checkout…",
  enrolling: "Enrolling…",
  confirmingPayment: "Confirming payment…",
  paymentLate: "Your payment takes longer than usual to be confirmed. You can go on; the course opens here by itself.",
  comingSoon: "Coming soon",
  continueCourse: "Continue",
  ownCourse: "You own this course",
  tryAgain: "Try again",
  priceChanged: "The price has changed: it is {price} now.",
  paymentUnavailable: "Payment is not available at the moment. Nothing was charged.",
  notForSale: "This course is not for sale at the moment.",
  buyOffline: "There is no connection. Nothing was charged.",
  buyFailed: "That did not work. Nothing was charged.",
} as const;

/** What to say about a failed purchase, by the error's code. */
export function purchaseFailure(code: string): keyof typeof buyMessages {
  switch (code) {
    case "price_changed":
      return "priceChanged";
    case "payment_unavailable":
      return "paymentUnavailable";
    case "not_for_sale":
      return "notForSale";
    case "offline":
    case "timeout":
      return "buyOffline";
    default:
      return "buyFailed";
  }
}
