import { randomBytes } from "node:crypto";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** What each id of Stripe begins with, and how many characters follow. */
const SHAPES = {
  balance_transaction: ["txn_3", 23],
  "checkout.session": ["cs_test_a1", 58],
  charge: ["ch_3", 23],
  customer: ["cus_", 14],
  dispute: ["du_1", 23],
  event: ["evt_1", 23],
  item: ["li_1", 23],
  payment_intent: ["pi_3", 23],
  payment_method: ["pm_1", 23],
  price: ["price_1", 23],
  product: ["prod_", 14],
  refund: ["re_3", 23],
  request: ["req_", 14],
} as const;

/** An id that looks like one of Stripe's, for example `pi_3…` for a payment intent. */
export function makeId(kind: keyof typeof SHAPES): string {
  const [prefix, length] = SHAPES[kind];
  return prefix + randomText(length);
}

/** Letters and digits, unguessable. */
export function randomText(length: number): string {
  let text = "";
  // 248 is the largest multiple of 62 that a byte can hold: bytes above it would favour some characters.
  while (text.length < length) {
    for (const byte of randomBytes(length)) if (byte < 248) text += ALPHABET.charAt(byte % 62);
  }
  return text.slice(0, length);
}
