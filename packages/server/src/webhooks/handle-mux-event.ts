import { syncVideo, type VideoSubject } from "../authoring/video/sync-video.js";
import type { VideoOutcome } from "../authoring/video/video-outcome.js";
import type { Deps } from "../deps.js";
import type { MuxEvent } from "./verify-mux-event.js";

const UPLOAD_TYPES = ["video.upload.asset_created", "video.upload.cancelled", "video.upload.errored"];
const ASSET_TYPES = ["video.asset.created", "video.asset.ready", "video.asset.errored", "video.asset.deleted"];

/**
 * Lets an event have its effect, once. Of the event only its id, its type and the ids of what it is about are used; what
 * happened is read at Mux. Events about what is none of ours, and types we do not know, have none (`none`).
 *
 * Returns when the effect is committed. Throws when it is not; nothing is claimed then, and Mux sends it again.
 */
export async function handleMuxEvent({
  deps,
  event: { id, type, data },
}: {
  deps: Pick<Deps, "db" | "mux" | "clock" | "log">;
  event: MuxEvent;
}): Promise<VideoOutcome | "none"> {
  const subject = subjectOf(type, data);
  if (subject === null) return "none";
  // Only to spare Mux a question: what decides is the claim in the transaction.
  const handled = await deps.db.webhookEvent.findUnique({ where: { id: `mux:${id}` } });
  const outcome = handled === null ? await syncVideo({ deps, subject, event: { id, type } }) : "duplicate";
  deps.log.info("a Mux event was handled", { eventId: id, type, outcome });
  return outcome;
}

function subjectOf(type: string, { id, upload_id: muxUploadId }: MuxEvent["data"]): VideoSubject | null {
  if (UPLOAD_TYPES.includes(type)) return { muxUploadId: id };
  return ASSET_TYPES.includes(type) ? { assetId: id, muxUploadId: muxUploadId ?? null } : null;
}
