import { createHash, randomBytes } from "node:crypto";

/** How long a mailed link works. */
export const RESTORE_CODE_LIFETIME_MS = 15 * 60_000;

/** A code that nobody guesses: 32 random bytes, in base64url. It stands in a mail; only its hash is stored. */
export function createRestoreCode(): string {
  return randomBytes(32).toString("base64url");
}

/** Under which a code is stored. Unsalted and fast, because what is hashed is as long as a key. */
export function hashOf(code: string): string {
  return createHash("sha256").update(code).digest("base64url");
}
