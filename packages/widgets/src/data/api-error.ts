import type { ErrorBody, ErrorCode } from "@courselet/contract/errors";

/**
 * What an ApiError may say beside the server's own codes. `offline`: no answer came, whatever the cause.
 * `payment_form_unavailable`: Stripe's code or its payment form could not be loaded into this page.
 */
export type ApiErrorCode = ErrorCode | "offline" | "payment_form_unavailable";

/** A request that did not succeed. Decide by `code`; `message` is for people and changes freely. */
export class ApiError extends Error {
  override readonly name = "ApiError";

  constructor(
    /** The HTTP status; 0 when no answer came, or none was asked for. */
    readonly status: number,
    readonly code: ApiErrorCode,
    message: string = code,
    readonly details?: ErrorBody["error"]["details"],
    /** Names the request in the server's log. */
    readonly requestId?: string,
  ) {
    super(message);
  }
}
