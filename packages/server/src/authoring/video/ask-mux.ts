import type Mux from "@mux/mux-node";

import type { Deps } from "../../deps.js";
import { MuxUnavailableError } from "./errors.js";

/** In real time, not the clock's; with what comes before and after it, an answer of ours still takes less than Mux waits. */
const ANSWER_WITHIN_MS = 5_000;

/** What a call passes on to the SDK. */
export interface AskOptions {
  timeout: number;
  maxRetries: number;
}

/**
 * One call to Mux that ends within a few seconds, however slowly Mux answers: the SDK's own timeout begins anew with every
 * try. Null: Mux has no such thing (404). Throws MuxUnavailableError for every other failure; what Mux said is its cause.
 */
export async function askMux<T>({
  deps: { mux, log },
  withinMs = ANSWER_WITHIN_MS,
  ask,
}: {
  deps: Pick<Deps, "mux" | "log">;
  withinMs?: number;
  ask: (mux: Mux, options: AskOptions) => Promise<T>;
}): Promise<T | null> {
  if (mux === null) throw new MuxUnavailableError(new Error("MUX_TOKEN_ID is not set"));
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Mux did not answer within ${withinMs} ms`)), withinMs);
  });
  try {
    return await Promise.race([ask(mux, { timeout: withinMs, maxRetries: 1 }), tooLate]);
  } catch (error) {
    const status = statusOf(error);
    if (status === 404) return null;
    if (status === 401 || status === 403) log.error("Mux refuses MUX_TOKEN_ID and MUX_TOKEN_SECRET", { status });
    throw new MuxUnavailableError(error);
  } finally {
    clearTimeout(timer);
  }
}

/** The status with which Mux refused; null when it said nothing. */
export function statusOf(error: unknown): number | null {
  return error instanceof Error && "status" in error && typeof error.status === "number" ? error.status : null;
}
