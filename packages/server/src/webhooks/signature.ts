import { InvalidRequestError } from "../http/errors.js";

/** How old, or how far in the future, a signature may be. */
export const TOLERANCE_SECONDS = 300;

/** Says nothing of why: whoever signs rightly has no need to know, and whoever does not shall not learn it. */
export class InvalidSignatureError extends InvalidRequestError {
  constructor(sender: "Stripe" | "Mux", cause?: unknown) {
    super(`This request is not signed by ${sender} for this endpoint, or not recently.`);
    this.cause = cause;
  }
}

/** The one `t=` of a signature's header, in seconds since the epoch. Null when there is none, or more than one. */
export function timestampOf(header: string): number | null {
  const times = header.split(",").filter((part) => part.trim().startsWith("t="));
  const [digits] = times.flatMap((part) => /^\s*t=(\d{1,12})\s*$/.exec(part)?.[1] ?? []);
  return times.length === 1 && digits !== undefined ? Number(digits) : null;
}
