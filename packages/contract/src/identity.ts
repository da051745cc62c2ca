import { z } from "zod";

import { Instant } from "./identifiers.js";

/** A token of this server's own for a visitor without an account. */
export const GuestToken = z.object({ token: z.string(), expiresAt: Instant }).meta({ id: "GuestToken" });
export type GuestToken = z.infer<typeof GuestToken>;

export const MergeRequest = z.object({ guestToken: z.string().min(1).max(4096) }).meta({ id: "MergeRequest" });
export type MergeRequest = z.infer<typeof MergeRequest>;

/** What moved from the guest to the signed-in user. */
export const MergeResult = z
  .object({
    merged: z.boolean().meta({ description: "false: this guest was merged before, nothing moved" }),
    wishlist: z.int(),
    chapters: z.int(),
    purchases: z.int(),
  })
  .meta({ id: "MergeResult" });
export type MergeResult = z.infer<typeof MergeResult>;

export const RestoreRequest = z
  .object({
    email: z
      .string()
      .max(320)
      .regex(/^[^@\s\p{Cc}]+@[^@\s\p{Cc}]+$/u, "an e-mail address")
      .meta({ description: "the address given when paying", examples: ["ada@school.example"] }),
    returnUrl: z
      .string()
      .min(1)
      .max(2048)
      .meta({ description: "a page of an allowed origin; the mailed link leads to it" }),
  })
  .meta({ id: "RestoreRequest" });
export type RestoreRequest = z.infer<typeof RestoreRequest>;

/**
 * The query parameter that a mailed link carries. Written by the server, read and removed by the widgets. It holds a code
 * that works once, for a quarter of an hour.
 */
export const RESTORE_PARAMETER = "courselet_restore";
