import { createPrivateKey } from "node:crypto";

import type { Playback } from "@courselet/contract/learning";
import { SignJWT } from "jose";

import type { Deps } from "../deps.js";
import { VideoUnavailableError } from "./errors.js";

type Tokens = Extract<Playback, { kind: "mux" }>["tokens"];

/** What each token is for, in Mux's letters. */
const AUDIENCES = { playback: "v", thumbnail: "t", storyboard: "s" } as const;

/**
 * The three tokens with which a player plays one playback id until `expiresAt`. With `tasteSeconds` they play, and show
 * pictures of, the start of it only: what an address adds to a token's claims, Mux does not heed
 * (https://www.mux.com/docs/guides/create-instant-clips). Mux ignores tokens for a public playback id.
 *
 * They are signed here and not by the SDK, whose times are only ever counted from the real now. Throws
 * VideoUnavailableError when the signing key does not work.
 */
export async function signTokens({
  deps: { mux, config },
  playbackId,
  expiresAt,
  tasteSeconds = null,
}: {
  deps: Pick<Deps, "mux" | "config">;
  playbackId: string;
  expiresAt: Date;
  tasteSeconds?: number | null;
}): Promise<Tokens> {
  const { jwtSigningKey: keyId, jwtPrivateKey: privateKey } = mux ?? {};
  const restriction = config.mux?.playbackRestrictionId ?? null;
  const shared = restriction === null ? {} : { playback_restriction_id: restriction };
  const clip = tasteSeconds === null ? {} : { asset_end_time: tasteSeconds };
  try {
    if (typeof keyId !== "string" || typeof privateKey !== "string") throw new Error("there is no signing key");
    const key = createPrivateKey(toPem(privateKey));
    const sign = (audience: keyof typeof AUDIENCES, claims: Record<string, string | number>) =>
      // Mux reads the key's id from the header or from the claims; its own SDKs differ in where they put it.
      new SignJWT({ ...shared, ...claims, kid: keyId })
        .setProtectedHeader({ alg: "RS256", typ: "JWT", kid: keyId })
        .setSubject(playbackId)
        .setAudience(AUDIENCES[audience])
        .setExpirationTime(Math.floor(expiresAt.getTime() / 1000))
        .sign(key);
    const [playback, thumbnail, storyboard] = await Promise.all([
      sign("playback", clip),
      // A poster of a moment that is not to be seen would be a way to see it, picture by picture.
      sign("thumbnail", tasteSeconds === null ? {} : { time: 0 }),
      sign("storyboard", clip),
    ]);
    return { playback, thumbnail, storyboard };
  } catch (error) {
    throw new VideoUnavailableError("This video cannot be played: its signing key does not work.", error);
  }
}

/** Mux hands its private keys out in base64. */
function toPem(privateKey: string): string {
  return privateKey.includes("-----BEGIN") ? privateKey : Buffer.from(privateKey, "base64").toString("utf8");
}
