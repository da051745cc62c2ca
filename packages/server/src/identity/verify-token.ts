import { createHash, timingSafeEqual } from "node:crypto";

import {
  createRemoteJWKSet,
  decodeJwt,
  decodeProtectedHeader,
  errors,
  type JWTPayload,
  type JWTVerifyGetKey,
  jwtVerify,
  type JWTVerifyOptions,
} from "jose";

import type { Config, HostIssuer } from "../config.js";
import type { Clock } from "../deps.js";
import { UnavailableError } from "../http/errors.js";
import { API_KEY_USER_ID, GUEST_NAME, type Learner } from "./actor.js";
import { InvalidTokenError, TokenExpiredError } from "./errors.js";
import { GUEST_ISSUER, GUEST_LIFETIME_SECONDS } from "./guest-token.js";

/** Who a bearer token speaks for. Throws TokenExpiredError or InvalidTokenError. */
export type VerifyToken = (token: string) => Promise<Learner>;

const CLOCK_SKEW_SECONDS = 60;
const HOST_LIFETIME_SECONDS = 3_600;
/** Longer than any honest token; what is longer is not even looked at. */
const MAX_TOKEN_LENGTH = 8_192;
/** Longer than any honest user id; it is a column that many indexes hold. */
const MAX_SUBJECT_LENGTH = 255;
/** A removed key stops working when the key set is read again: within 10 minutes, and a token with it. */
const JWKS_MAX_AGE_MS = 600_000;
const ASYMMETRIC = ["RS256", "PS256", "ES256", "ES384", "EdDSA"];

/** Keys of one issuer, and what its tokens must be like. */
interface Issuer {
  name: string;
  isGuest: boolean;
  audience: string;
  algorithms: string[];
  maxLifetimeSeconds: number;
  /** Tried in order; several while one is being rotated. */
  keys: (Uint8Array | JWTVerifyGetKey)[];
}

/**
 * Verifies the tokens of the configured host sites and of this server's guests, and the API key. Each issuer has one family
 * of algorithms and its keys, chosen by the token's `iss` alone; nothing in a token's header chooses a key from outside.
 */
export function createVerifyToken({ config, clock }: { config: Config; clock: Clock }): VerifyToken {
  const issuers = new Map<string, Issuer>(config.issuers.map((host) => [host.issuer, hostIssuer(host)]));
  issuers.set(GUEST_ISSUER, {
    name: GUEST_NAME,
    isGuest: true,
    audience: config.publicUrl,
    algorithms: ["HS256"],
    maxLifetimeSeconds: GUEST_LIFETIME_SECONDS,
    keys: [config.secrets.guest],
  });

  return async (token) => {
    if (config.apiKey !== null && isSame(token, config.apiKey)) return API_KEY_HOLDER;
    if (token.length > MAX_TOKEN_LENGTH) throw new InvalidTokenError("too long");
    const issuer = issuers.get(claimedIssuer(token));
    if (issuer === undefined) throw new InvalidTokenError("unknown issuer");
    const now = clock.now();
    const payload = await verify({ token, issuer, now });
    checkTimes({ payload, issuer, now });
    return learnerOf({ payload, issuer });
  };
}

const API_KEY_HOLDER: Learner = { userId: API_KEY_USER_ID, isGuest: false, role: "admin", email: null };

function hostIssuer({ name, audience, keys }: HostIssuer): Issuer {
  const shared = { name, isGuest: false, audience, maxLifetimeSeconds: HOST_LIFETIME_SECONDS };
  if (keys.kind === "secrets") return { ...shared, algorithms: ["HS256"], keys: keys.secrets };
  const keySet = createRemoteJWKSet(new URL(keys.url), { cacheMaxAge: JWKS_MAX_AGE_MS, timeoutDuration: 5_000 });
  return { ...shared, algorithms: ASYMMETRIC, keys: [keySet] };
}

/** The `iss` that an unverified token claims, to know whose keys to try. */
function claimedIssuer(token: string): string {
  try {
    const { jku, x5u, jwk, x5c, crit } = decodeProtectedHeader(token);
    if ([jku, x5u, jwk, x5c, crit].some((parameter) => parameter !== undefined)) {
      throw new InvalidTokenError("a header parameter that is not accepted");
    }
    const { iss } = decodeJwt(token);
    return typeof iss === "string" ? iss : "";
  } catch (error) {
    if (error instanceof InvalidTokenError) throw error;
    throw new InvalidTokenError("malformed");
  }
}

async function verify({ token, issuer, now }: { token: string; issuer: Issuer; now: Date }): Promise<JWTPayload> {
  const options: JWTVerifyOptions = {
    algorithms: issuer.algorithms,
    audience: issuer.audience,
    requiredClaims: ["iss", "aud", "sub", "iat", "exp"],
    clockTolerance: CLOCK_SKEW_SECONDS,
    currentDate: now,
  };
  let lastError: unknown;
  for (const key of issuer.keys) {
    try {
      // Two calls, because jose tells a key from a function that finds one by its overloads.
      const verified = typeof key === "function" ? jwtVerify(token, key, options) : jwtVerify(token, key, options);
      return (await verified).payload;
    } catch (error) {
      if (error instanceof errors.JWTExpired) throw new TokenExpiredError();
      if (isKeySetAway(error)) throw new UnavailableError("The host site's keys cannot be fetched now.", error);
      lastError = error;
    }
  }
  throw new InvalidTokenError(lastError instanceof errors.JOSEError ? lastError.code : "not verifiable");
}

/** The host's key set did not answer, so nothing is known of the token: that is no reason to sign its user out. */
function isKeySetAway(error: unknown): boolean {
  return (
    !(error instanceof errors.JOSEError) || error instanceof errors.JWKSTimeout || error.code === "ERR_JOSE_GENERIC"
  );
}

/** What jose leaves open: a token from the future, and one that lives longer than its issuer may let it. */
function checkTimes({ payload, issuer, now }: { payload: JWTPayload; issuer: Issuer; now: Date }): void {
  const { iat, exp } = payload;
  if (typeof iat !== "number" || typeof exp !== "number") throw new InvalidTokenError("iat and exp must be numbers");
  if (iat > now.getTime() / 1000 + CLOCK_SKEW_SECONDS) throw new InvalidTokenError("issued in the future");
  if (exp <= iat || exp - iat > issuer.maxLifetimeSeconds) throw new InvalidTokenError("lives too long");
}

function learnerOf({ payload, issuer }: { payload: JWTPayload; issuer: Issuer }): Learner {
  const { sub, role, email } = payload;
  if (typeof sub !== "string" || sub === "" || sub.length > MAX_SUBJECT_LENGTH || !isStorable(sub)) {
    throw new InvalidTokenError("sub must be a non-empty text");
  }
  return {
    userId: `${issuer.name}:${sub}`,
    isGuest: issuer.isGuest,
    role: !issuer.isGuest && (role === "author" || role === "admin") ? role : "learner",
    email: !issuer.isGuest && isEmail(email) ? email : null,
  };
}

/** Only ever shown to Stripe and to the mail server, which check it themselves. 320 characters is the longest there is. */
function isEmail(claim: unknown): claim is string {
  return typeof claim === "string" && claim.length <= 320 && /^[^@\s]+@[^@\s]+$/.test(claim) && isStorable(claim);
}

/** PostgreSQL keeps neither NUL nor lone surrogates. */
function isStorable(text: string): boolean {
  return !text.includes("\u0000") && Buffer.from(text, "utf8").toString("utf8") === text;
}

/** Takes the same time wherever the two differ. */
function isSame(given: string, expected: string): boolean {
  return timingSafeEqual(hash(given), hash(expected));
}

function hash(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
