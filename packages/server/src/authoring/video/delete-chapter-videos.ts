import type { Transaction } from "../../database/database.js";
import type { Clock } from "../../deps.js";
import { queueVideoJobs, type VideoJobWish } from "./queue-video-jobs.js";
import { supersedeUploads } from "./supersede-uploads.js";

/**
 * Takes the videos at Mux from chapters, in a transaction of the caller's: before the chapters themselves are deleted, or
 * when something else becomes their video. Assets are deleted and uploads on their way cancelled at Mux, by jobs, until it
 * is done; uploads that were not ready are `superseded`. Leaves `videoUrl` and `isPublished` to the caller.
 */
export async function deleteChapterVideos({
  db,
  clock,
  chapterIds,
}: {
  db: Transaction;
  clock: Clock;
  chapterIds: readonly string[];
}): Promise<void> {
  // In one order, so that two of these never wait for each other; whatever makes a video ready waits at the same rows.
  await db.$queryRaw`
    SELECT "id" FROM "Chapter" WHERE "id" = ANY(${[...chapterIds]}::uuid[]) ORDER BY "id" FOR UPDATE`;
  const ofThem = { chapterId: { in: [...chapterIds] } };
  const videos = await db.muxData.findMany({ where: ofThem, select: { assetsId: true } });
  const deletions = videos.map(({ assetsId: assetId }): VideoJobWish => ({ kind: "delete_asset", assetId }));
  await queueVideoJobs({ db, clock, jobs: [...deletions, ...(await supersedeUploads({ db, chapterIds }))] });
  await db.muxData.deleteMany({ where: ofThem });
}
