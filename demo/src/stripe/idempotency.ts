import { createHash } from "node:crypto";

import { ApiError } from "./api-error.js";
import { seconds, type Context } from "./context.js";
import type { StoredAnswer } from "./state.js";

const KEPT_SECONDS = 24 * 60 * 60;

/** What a request asks for, so that a key used for something else is noticed. */
export function fingerprintOf(method: string, path: string, body: string): string {
  return createHash("sha256").update(`${method} ${path}\n${body}`).digest("hex");
}

/**
 * The answer given before under this key (https://docs.stripe.com/api/idempotent_requests), or null.
 * Throws ApiError 400 when the key was used for another request.
 */
export function earlierAnswer(context: Context, key: string, fingerprint: string): StoredAnswer | null {
  const { answers } = context.store.state;
  const answer = answers[key];
  if (answer === undefined) return null;
  if (answer.createdAt + KEPT_SECONDS < seconds(context.clock)) {
    delete answers[key];
    return null;
  }
  if (answer.fingerprint !== fingerprint) {
    const message = "Keys for idempotent requests can only be used with the same parameters they were first used with.";
    throw new ApiError(400, message, { type: "idempotency_error" });
  }
  return answer;
}

export function rememberAnswer(context: Context, key: string, answer: Omit<StoredAnswer, "createdAt">): void {
  context.store.state.answers[key] = { ...answer, createdAt: seconds(context.clock) };
  context.store.save();
}
