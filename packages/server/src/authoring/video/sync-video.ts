import type { Deps } from "../../deps.js";
import type { MuxData, VideoUpload } from "../../generated/prisma/client.js";
import { applyReading } from "./apply-reading.js";
import { askMux } from "./ask-mux.js";
import { claimEvent, type EventClaim } from "./claim-event.js";
import { MuxUnavailableError } from "./errors.js";
import { readVideo } from "./read-video.js";
import { removeGoneVideo } from "./remove-gone-video.js";
import type { VideoOutcome } from "./video-outcome.js";

type SyncDeps = Pick<Deps, "db" | "mux" | "clock" | "log">;

/** How often a chapter may become free or paid while we read. */
const MOST_READINGS = 3;

/** What to look at, by Mux's ids: an upload, or an asset and the upload that it is said to come from. */
export type VideoSubject = { muxUploadId: string } | { assetId: string; muxUploadId: string | null };

/**
 * Reads an upload or an asset at Mux and makes our rows say the same: the one way in which a chapter ever gets a video of
 * Mux's or loses one to Mux, called by the webhook and by the author who asks how the upload is doing. Takes no state from
 * anybody but Mux, and every state only ever goes on, so events may come in any order and any number. Of an event, the
 * claim and the effect are committed together. Throws MuxUnavailableError, and leaves no claim then.
 */
export async function syncVideo({
  deps,
  subject,
  event = null,
}: {
  deps: SyncDeps;
  subject: VideoSubject;
  event?: EventClaim | null;
}): Promise<VideoOutcome> {
  const found = await find(deps, subject);
  if (found === null) return "unknown";
  if ("upload" in found) return syncUpload({ deps, upload: found.upload, event });
  const { assetsId: assetId } = found.video;
  const asset = await askMux({ deps, ask: (mux, options) => mux.video.assets.retrieve(assetId, options) });
  if (asset !== null) return "unchanged";
  return deps.db.$transaction(async (db) => {
    if (event !== null && !(await claimEvent({ db, event }))) return "duplicate";
    return removeGoneVideo({ db, clock: deps.clock, chapterId: found.video.chapterId, assetId });
  });
}

type FoundUpload = VideoUpload & { chapter: { isFree: boolean } };

async function find(
  { db }: SyncDeps,
  subject: VideoSubject,
): Promise<{ upload: FoundUpload } | { video: MuxData } | null> {
  const include = { chapter: { select: { isFree: true } } };
  if ("assetId" in subject) {
    const { assetId } = subject;
    const upload = await db.videoUpload.findUnique({ where: { assetId }, include });
    if (upload !== null) return { upload };
    // A video that came here by other ways than an upload.
    const video = await db.muxData.findFirst({ where: { assetsId: assetId } });
    if (video !== null) return { video };
  }
  const { muxUploadId } = subject;
  if (muxUploadId === null) return null;
  const upload = await db.videoUpload.findUnique({ where: { muxUploadId }, include });
  return upload === null ? null : { upload };
}

async function syncUpload({
  deps,
  upload,
  event,
}: {
  deps: SyncDeps;
  upload: FoundUpload;
  event: EventClaim | null;
}): Promise<VideoOutcome> {
  let policy = upload.chapter.isFree ? upload.policy : "signed";
  for (let readings = 0; readings < MOST_READINGS; readings += 1) {
    const wanted = policy;
    const reading = await readVideo({ deps, upload, policy: wanted });
    const outcome = await deps.db.$transaction((db) => applyReading({ db, clock: deps.clock, upload, reading, event }));
    if (outcome !== "not public any more") return outcome;
    policy = "signed";
  }
  throw new MuxUnavailableError(new Error("the chapter changes all the time"));
}
