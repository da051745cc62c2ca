import type { Transaction } from "../../database/database.js";
import type { Clock } from "../../deps.js";

/** Something to be done at Mux; the ids are Mux's. */
export type VideoJobWish =
  | { kind: "delete_asset"; assetId: string }
  | { kind: "delete_playback_id"; assetId: string; playbackId: string }
  | { kind: "cancel_upload"; muxUploadId: string };

/**
 * Writes down what is to be done at Mux, in the transaction that decides it: it is done if that commits, and never
 * otherwise. `courselet serve` does it within a second and tries until Mux says that it is done; `doDueVideoJobs` does it
 * now, for a caller that had better not answer before.
 */
export async function queueVideoJobs({
  db,
  clock,
  jobs,
}: {
  db: Transaction;
  clock: Clock;
  jobs: readonly VideoJobWish[];
}): Promise<void> {
  if (jobs.length === 0) return;
  const now = clock.now();
  await db.videoJob.createMany({
    data: jobs.map((job) => ({ ...columnsOf(job), kind: job.kind, createdAt: now, nextAttemptAt: now })),
  });
}

function columnsOf(job: VideoJobWish): { subject: string; playbackId: string | null } {
  switch (job.kind) {
    case "delete_asset":
      return { subject: job.assetId, playbackId: null };
    case "delete_playback_id":
      return { subject: job.assetId, playbackId: job.playbackId };
    case "cancel_upload":
      return { subject: job.muxUploadId, playbackId: null };
  }
}
