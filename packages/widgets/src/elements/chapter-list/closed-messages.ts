/** In the words of a player, under the same keys. */
export const closedMessages = {
  refunded: "This course was refunded. Buy it again to go on",
  disputed: "Closed while your bank examines the payment",
  payment_processing: "Your payment is being confirmed. The chapter opens here by itself",
} as const;
