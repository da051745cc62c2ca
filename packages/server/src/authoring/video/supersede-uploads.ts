import type { Transaction } from "../../database/database.js";
import type { VideoJobWish } from "./queue-video-jobs.js";

/**
 * Ends the uploads of chapters that have not ended yet, because something newer comes or the chapters go. Returns what is to
 * be done at Mux for that. The chapters' rows are to be locked.
 */
export async function supersedeUploads({
  db,
  chapterIds,
}: {
  db: Transaction;
  chapterIds: readonly string[];
}): Promise<VideoJobWish[]> {
  const open = await db.videoUpload.findMany({
    where: { chapterId: { in: [...chapterIds] }, state: { in: ["waiting", "processing"] } },
    select: { id: true, muxUploadId: true, assetId: true },
  });
  await db.videoUpload.updateMany({
    where: { id: { in: open.map(({ id }) => id) } },
    data: { state: "superseded" },
  });
  return open.flatMap(({ muxUploadId, assetId }): VideoJobWish[] => {
    if (assetId !== null) return [{ kind: "delete_asset", assetId }];
    return muxUploadId === null ? [] : [{ kind: "cancel_upload", muxUploadId }];
  });
}
