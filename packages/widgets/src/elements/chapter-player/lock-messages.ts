import type { LockReason } from "@courselet/contract/learning";

/** Why a chapter is locked, by the server's reason. */
export const lockMessages = {
  not_purchased: "This chapter is part of the full course",
  not_enrolled: "Enrol for free to watch this chapter",
  refunded: "This course was refunded. Buy it again to go on",
  disputed: "Closed while your bank examines the payment",
  payment_processing: "Your payment is being confirmed. The chapter opens here by itself",
} as const satisfies Record<LockReason, string>;

export function isLockReason(code: string): code is LockReason {
  return code in lockMessages;
}
