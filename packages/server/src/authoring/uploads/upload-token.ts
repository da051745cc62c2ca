import { createHmac, timingSafeEqual } from "node:crypto";

import { z } from "zod";

/** What an upload becomes: the video of a chapter, the file of an attachment, the picture of a course. */
export const UploadTarget = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("video"), chapterId: z.uuid() }),
  z.object({ kind: z.literal("attachment"), attachmentId: z.uuid() }),
  z.object({ kind: z.literal("image"), courseId: z.uuid() }),
]);
export type UploadTarget = z.infer<typeof UploadTarget>;

const UploadGrant = z.object({
  uploadId: z.uuid(),
  target: UploadTarget,
  fileName: z.string(),
  /** Exactly so many bytes. */
  sizeBytes: z.int(),
  /** Milliseconds since the epoch. */
  expires: z.int(),
});
/** What the address of an upload allows whoever holds it. */
export type UploadGrant = z.infer<typeof UploadGrant>;

/** The grant and its signature, in characters that can stand in an address. */
export function signUploadToken(grant: UploadGrant, secret: Uint8Array): string {
  const payload = Buffer.from(JSON.stringify(grant)).toString("base64url");
  return `${payload}.${signatureOf(payload, secret)}`;
}

/** The grant; null when this server did not sign it with this secret, or it has expired. */
export function readUploadToken(token: string, secret: Uint8Array, now: Date): UploadGrant | null {
  const [payload = "", signature = "", ...rest] = token.split(".");
  const expected = Buffer.from(signatureOf(payload, secret));
  const given = Buffer.from(signature);
  if (rest.length > 0 || given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  const grant = UploadGrant.parse(JSON.parse(Buffer.from(payload, "base64url").toString("utf8")));
  return grant.expires > now.getTime() ? grant : null;
}

/** The same secret signs the addresses of stored files; the first word keeps one from passing for the other. */
function signatureOf(payload: string, secret: Uint8Array): string {
  return createHmac("sha256", secret).update(`upload\n${payload}`).digest("base64url");
}
