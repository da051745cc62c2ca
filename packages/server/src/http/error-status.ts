import type { ErrorCode } from "@courselet/contract/errors";

/** The status that answers each code. The one place where a named failure meets HTTP. */
export const ERROR_STATUS = {
  invalid_request: 400,
  unauthenticated: 401,
  token_expired: 401,
  forbidden: 403,
  not_purchased: 403,
  not_enrolled: 403,
  refunded: 403,
  disputed: 403,
  payment_processing: 403,
  not_found: 404,
  already_owned: 409,
  price_changed: 409,
  not_for_sale: 409,
  not_free: 409,
  already_merged: 409,
  body_too_large: 413,
  rate_limited: 429,
  internal: 500,
  payment_unavailable: 503,
  video_unavailable: 503,
  unavailable: 503,
  timeout: 504,
} as const satisfies Record<ErrorCode, number>;
