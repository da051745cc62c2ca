import type { Deps } from "../../deps.js";
import { MuxUnavailableError } from "./errors.js";
import { syncVideo } from "./sync-video.js";

const MINUTE_MS = 60_000;
/** Mux's webhooks come within seconds. What has not moved for so long may never be told. */
const LOOK_AFTER_MS = 5 * MINUTE_MS;
/** Later looks lie ever further apart: by so much of the upload's own age. */
const LOOK_AGAIN_SHARE = 1 / 3;
const AT_ONCE = 5;

/**
 * Looks at Mux at uploads on their way of which nothing was heard for long, a few at once, and returns how many it took: 0
 * when there was none, or Mux is not configured. So an upload whose webhook was lost for good is missed by nobody. Each look
 * is written down before it begins, so any number of processes may do this, and one that fails is made again later.
 */
export async function lookAtUploads({ deps }: { deps: Pick<Deps, "db" | "clock" | "log" | "mux"> }): Promise<number> {
  if (deps.mux === null) return 0;
  const uploads = await take(deps);
  await Promise.all(uploads.map(({ muxUploadId }) => look(deps, muxUploadId)));
  return uploads.length;
}

function take({ db, clock }: Pick<Deps, "db" | "clock">): Promise<{ muxUploadId: string }[]> {
  const now = clock.now();
  const quietSince = new Date(now.getTime() - LOOK_AFTER_MS);
  return db.$queryRaw<{ muxUploadId: string }[]>`
    UPDATE "VideoUpload" SET "updatedAt" = ${now}::timestamptz
     WHERE "id" IN (
       SELECT "id" FROM "VideoUpload"
        WHERE "muxUploadId" IS NOT NULL AND "state" IN ('waiting', 'processing')
          AND "updatedAt" <= ${quietSince}::timestamptz
          AND "updatedAt" <= ${now}::timestamptz - (${now}::timestamptz - "createdAt") * ${LOOK_AGAIN_SHARE}::float8
        ORDER BY "updatedAt" LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED)
    RETURNING "muxUploadId"`;
}

async function look(deps: Pick<Deps, "db" | "clock" | "log" | "mux">, muxUploadId: string): Promise<void> {
  try {
    const outcome = await syncVideo({ deps, subject: { muxUploadId } });
    if (outcome === "applied") deps.log.info("an upload moved on without a webhook of Mux's", { muxUploadId });
  } catch (error) {
    const reason = error instanceof MuxUnavailableError ? String(error.cause) : String(error);
    deps.log.warn("an upload could not be looked at; it is tried again", { muxUploadId, reason });
  }
}
