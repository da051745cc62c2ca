import type { GuestToken } from "@courselet/contract/identity";

import type { Deps } from "../deps.js";
import { CourseletError } from "../http/errors.js";
import { issueGuestToken } from "./guest-token.js";
import { hashOf } from "./restore-code.js";

/** The code is unknown, was used, or has expired: which of them is nobody's business. */
export class RestoreCodeError extends CourseletError {
  constructor() {
    super("not_found", "This link has been used, has expired, or is not complete. Ask for a new one.");
  }
}

/**
 * Takes a mailed code in, once, and answers a token for the guest it was made for. Throws RestoreCodeError, also when that
 * guest has been merged into a user since: then signing in is the way.
 */
export async function restoreGuest({
  deps,
  code,
}: {
  deps: Pick<Deps, "db" | "config" | "clock">;
  code: string;
}): Promise<GuestToken> {
  const now = deps.clock.now();
  const [claimed] = await deps.db.$queryRaw<{ userId: string }[]>`
    UPDATE "RestoreCode" AS code SET "usedAt" = ${now}
     WHERE code."codeHash" = ${hashOf(code)} AND code."usedAt" IS NULL AND code."expiresAt" > ${now}
       AND NOT EXISTS (SELECT 1 FROM "GuestMerge" AS merge WHERE merge."guestId" = code."userId")
    RETURNING code."userId"`;
  if (claimed === undefined) throw new RestoreCodeError();
  return issueGuestToken(deps, claimed.userId);
}
