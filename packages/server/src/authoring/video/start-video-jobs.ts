import { setTimeout as sleep } from "node:timers/promises";

import type { Deps } from "../../deps.js";
import { doDueVideoJobs } from "./do-due-video-jobs.js";
import { lookAtUploads } from "./look-at-uploads.js";

/** How soon something is done at Mux after it was decided here. */
const LOOK_EVERY_MS = 1_000;
/** How often uploads are looked for that Mux tells nothing of; those it tells of need none of this. */
const LOOK_AT_UPLOADS_EVERY_MS = 60_000;
/** After the database did not answer. */
const RECOVER_MS = 10_000;

/** Does what is due at Mux until it is stopped. */
export interface VideoJobs {
  /** Takes no more jobs, and resolves when those in hand are settled or `patienceMs` are over. */
  stop(patienceMs: number): Promise<void>;
}

/** Starts doing, beside whatever else this process does. Several processes on one database share the work. */
export function startVideoJobs({
  deps,
  lookEveryMs = LOOK_EVERY_MS,
  lookAtUploadsEveryMs = LOOK_AT_UPLOADS_EVERY_MS,
}: {
  deps: Pick<Deps, "db" | "clock" | "log" | "mux">;
  lookEveryMs?: number;
  lookAtUploadsEveryMs?: number;
}): VideoJobs {
  const stopping = new AbortController();
  const running =
    deps.mux === null ? Promise.resolve() : run({ deps, lookEveryMs, lookAtUploadsEveryMs, signal: stopping.signal });
  return {
    async stop(patienceMs) {
      stopping.abort();
      await Promise.race([running, sleep(patienceMs, undefined, { ref: false })]);
    },
  };
}

async function run({
  deps,
  lookEveryMs,
  lookAtUploadsEveryMs,
  signal,
}: {
  deps: Pick<Deps, "db" | "clock" | "log" | "mux">;
  lookEveryMs: number;
  lookAtUploadsEveryMs: number;
  signal: AbortSignal;
}): Promise<void> {
  // In real time, like the pauses.
  let lookedAtUploadsAt = performance.now();
  while (!signal.aborted) {
    let pause = lookEveryMs;
    try {
      if ((await doDueVideoJobs({ deps })) > 0) continue;
      if (performance.now() - lookedAtUploadsAt >= lookAtUploadsEveryMs) {
        if ((await lookAtUploads({ deps })) > 0) continue;
        lookedAtUploadsAt = performance.now();
      }
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      deps.log.warn("what is due at Mux cannot be looked for", { reason });
      pause = RECOVER_MS;
    }
    await sleep(pause, undefined, { signal, ref: false }).catch(() => {});
  }
}
