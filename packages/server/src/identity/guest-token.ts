import { randomUUID } from "node:crypto";

import type { GuestToken } from "@courselet/contract/identity";
import { SignJWT } from "jose";

import type { Deps } from "../deps.js";
import { ERASED_NAME, GUEST_NAME } from "./actor.js";

/** The `iss` of this server's own tokens. */
export const GUEST_ISSUER = "courselet";
/** What user ids of this server's own begin with; no host site may be called so. */
export const RESERVED_NAMES = [GUEST_NAME, ERASED_NAME, "api-key"];

const DAY_SECONDS = 86_400;
/** A guest's wishlist and purchases live as long as their token, so it is long; 400 days is what browsers grant a cookie. */
export const GUEST_LIFETIME_SECONDS = 400 * DAY_SECONDS;

/**
 * A token for a guest, whose user id is `guest:<uuid>`: a new one, unless `userId` says which. Nothing is written: a guest
 * exists once they do something.
 */
export async function issueGuestToken(
  { config, clock }: Pick<Deps, "config" | "clock">,
  userId = `${GUEST_NAME}:${randomUUID()}`,
): Promise<GuestToken> {
  const issuedAt = Math.floor(clock.now().getTime() / 1000);
  const expiresAt = issuedAt + GUEST_LIFETIME_SECONDS;
  const token = await new SignJWT()
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .setIssuer(GUEST_ISSUER)
    .setAudience(config.publicUrl)
    .setSubject(userId.slice(GUEST_NAME.length + 1))
    .setIssuedAt(issuedAt)
    .setExpirationTime(expiresAt)
    .sign(config.secrets.guest);
  return { token, expiresAt: new Date(expiresAt * 1000).toISOString() };
}
