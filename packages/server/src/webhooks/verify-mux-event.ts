import { createHmac, timingSafeEqual } from "node:crypto";

import { z } from "zod";

import { InvalidRequestError } from "../http/errors.js";

/** How old, or how far in the future, a signature may be. */
const TOLERANCE_SECONDS = 300;

/** Says nothing of why, as for Stripe. */
export class InvalidMuxSignatureError extends InvalidRequestError {
  constructor() {
    super("This request is not signed by Mux for this endpoint, or not recently.");
  }
}

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
 * signatures of the future. Throws InvalidMuxSignatureError.
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
  const { time, signatures } = parse(signature ?? "");
  if (time === null || Math.abs(now.getTime() / 1000 - Number(time)) > TOLERANCE_SECONDS) {
    throw new InvalidMuxSignatureError();
  }
  const isSigned = secrets.some((secret) => {
    const expected = createHmac("sha256", secret).update(`${time}.`).update(body).digest();
    return signatures.some((given) => given.length === expected.length && timingSafeEqual(given, expected));
  });
  if (!isSigned) throw new InvalidMuxSignatureError();
  const parsed = MuxEvent.safeParse(parseJson(Buffer.from(body).toString("utf8")));
  return parsed.success ? parsed.data : null;
}

/** The one `t=` of the header, and each `v1=`. No time when there is none, or more than one. */
function parse(header: string): { time: string | null; signatures: Buffer[] } {
  const parts = header.split(",").map((part) => part.trim());
  const times = parts.filter((part) => part.startsWith("t="));
  const [time] = times;
  const signatures = parts.flatMap((part) =>
    /^v1=[0-9a-f]{64}$/.test(part) ? [Buffer.from(part.slice(3), "hex")] : [],
  );
  const isTime = times.length === 1 && time !== undefined && /^t=\d{1,12}$/.test(time);
  return { time: isTime ? time.slice(2) : null, signatures };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
