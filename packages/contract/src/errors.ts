import { z } from "zod";

/** Every code an error answer may carry. Clients decide by the code, never by the message. */
export const ErrorCode = z.enum([
  "invalid_request",
  "unauthenticated",
  "token_expired",
  "forbidden",
  "not_purchased",
  "not_enrolled",
  "refunded",
  "disputed",
  "payment_processing",
  "not_found",
  "already_owned",
  "price_changed",
  "not_for_sale",
  "not_free",
  "already_merged",
  "not_publishable",
  "has_purchases",
  "conflict",
  "body_too_large",
  "rate_limited",
  "payment_unavailable",
  "video_unavailable",
  "timeout",
  "unavailable",
  "internal",
]);
export type ErrorCode = z.infer<typeof ErrorCode>;

/** What every failed request answers. `details` names the faulty fields, or carries what a client needs to recover. */
export const ErrorBody = z
  .object({
    error: z.object({
      code: ErrorCode,
      message: z.string(),
      requestId: z.string(),
      details: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    }),
  })
  .meta({ id: "Error" });
export type ErrorBody = z.infer<typeof ErrorBody>;
