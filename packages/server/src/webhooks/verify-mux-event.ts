import { createHmac, timingSafeEqual } from "node:crypto";

import { z } from "zod";

import { InvalidSignatureError, timestampOf, TOLERANCE_SECONDS } from "./signature.js";

/** Of an event, what is used: everything else is read at Mux. */
const MuxEvent = z.object({
  id: z.string().min(1).max(200),
  type: z.string().max(200),
  created_at: z.coerce.date().optional().catch(undefined),
  data: z.object({ id: z.string().max(200), upload_id: z.string().max(200).nullish().catch(null) }),
});
export type MuxEvent = z.infer<typeof MuxEvent>;

/**
 * The event that the bytes are, once it is proven that Mux sent them: nothing is parsed before. Any one of the secrets will
 * do. Null for what Mux signed and is about no thing with an id. The SDK's own check goes by the real clock, and takes
 * signatures of the future. Throws InvalidSignatureError.
 */
export function verifyMuxEvent({
  body,
  signature,
  secrets,
  now,
}: {
  body: Uint8Array;
  /** The header `Mux-Signature`: `t=<seconds>,v1=<hex>`, the latter perhaps several times. */
  signature: string | null;
  secrets: readonly string[];
  now: Date;
}): MuxEvent | null {
  const header = signature ?? "";
  const time = timestampOf(header);
  if (time === null || Math.abs(now.getTime() / 1000 - time) > TOLERANCE_SECONDS) {
    throw new InvalidSignatureError("Mux");
  }
  const signatures = signaturesOf(header);
  const isSigned = secrets.some((secret) => {
    const expected = createHmac("sha256", secret).update(`${time}.`).update(body).digest();
    return signatures.some((given) => given.length === expected.length && timingSafeEqual(given, expected));
  });
  if (!isSigned) throw new InvalidSignatureError("Mux");
  const parsed = MuxEvent.safeParse(parseJson(Buffer.from(body).toString("utf8")));
  return parsed.success ? parsed.data : null;
}

/** Each `v1=` of the header. */
function signaturesOf(header: string): Buffer[] {
  return header
    .split(",")
    .map((part) => part.trim())
    .flatMap((part) => (/^v1=[0-9a-f]{64}$/.test(part) ? [Buffer.from(part.slice(3), "hex")] : []));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
