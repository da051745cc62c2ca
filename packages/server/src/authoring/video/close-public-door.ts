import type { Transaction } from "../../database/database.js";
import type { Deps } from "../../deps.js";
import { askMux } from "./ask-mux.js";
import { MuxUnavailableError } from "./errors.js";
import { queueVideoJobs } from "./queue-video-jobs.js";

/** The way in for everybody to one chapter, and the one with tokens that is to take its place. */
export interface PublicDoor {
  chapterId: string;
  /** Null: no video of the chapter is public now. Uploads on their way may be meant to be. */
  video: { assetId: string; publicPlaybackId: string; signedPlaybackId: string } | null;
}

/**
 * Before a free chapter becomes a paid one, and before the transaction in which it does: makes sure that its video has a
 * playback id that needs tokens. Throws MuxUnavailableError (503) when Mux does not make one now. The chapter must then stay
 * as it is: to call it paid while its public playback id plays on for whoever has seen it, would be the silent harm; to
 * be asked once more is none.
 */
export async function prepareToClosePublicDoor({
  deps,
  chapterId,
}: {
  deps: Pick<Deps, "db" | "mux" | "log">;
  chapterId: string;
}): Promise<PublicDoor> {
  const video = await deps.db.muxData.findUnique({ where: { chapterId } });
  if (video === null || video.playbackId === null) return { chapterId, video: null };
  const { assetsId: assetId, playbackId: publicPlaybackId } = video;
  if (video.policy === "signed" && !(await isPublicAtMux({ deps, assetId, playbackId: publicPlaybackId }))) {
    return { chapterId, video: null };
  }
  const signed = await askMux({
    deps,
    ask: (mux, options) => mux.video.assets.createPlaybackId(assetId, { policy: "signed" }, options),
  });
  if (signed === null) throw new MuxUnavailableError(new Error(`Mux has no asset ${assetId}`));
  return { chapterId, video: { assetId, publicPlaybackId, signedPlaybackId: signed.id } };
}

/**
 * Whether a playback id that is called signed plays for everybody all the same. Of uploads Mux has said what it is; of an
 * asset that came by a manifest, only whoever wrote that.
 */
async function isPublicAtMux({
  deps,
  assetId,
  playbackId,
}: {
  deps: Pick<Deps, "db" | "mux" | "log">;
  assetId: string;
  playbackId: string;
}): Promise<boolean> {
  if (deps.mux === null || (await deps.db.videoUpload.count({ where: { assetId } })) > 0) return false;
  const asset = await askMux({ deps, ask: (mux, options) => mux.video.assets.retrieve(assetId, options) });
  const found = asset?.playback_ids?.find(({ id }) => id === playbackId);
  return found?.policy === "public";
}

/**
 * The other half, in the transaction that writes `isFree: false`: the chapter plays by its signed playback id from here on,
 * the public one is deleted by a job until Mux says that it is gone, and an upload on its way becomes signed. Call
 * `doDueVideoJobs` after the commit, so that the old one is gone before the author is answered, if Mux can do that now.
 * Throws MuxUnavailableError when the video has changed since it was prepared; asked again, it works.
 */
export async function closePublicDoor({
  db,
  clock,
  door: { chapterId, video },
}: {
  db: Transaction;
  clock: Deps["clock"];
  door: PublicDoor;
}): Promise<void> {
  // Whatever makes a video ready locks this row first, and looks at `isFree` then.
  await db.$queryRaw`SELECT "id" FROM "Chapter" WHERE "id" = ${chapterId}::uuid FOR UPDATE`;
  if (video !== null) {
    const { assetId, publicPlaybackId, signedPlaybackId } = video;
    const switched = await db.muxData.updateMany({
      where: { chapterId, assetsId: assetId, playbackId: publicPlaybackId },
      data: { playbackId: signedPlaybackId, policy: "signed" },
    });
    if (switched.count > 0) {
      const jobs = [{ kind: "delete_playback_id", assetId, playbackId: publicPlaybackId } as const];
      await queueVideoJobs({ db, clock, jobs });
    }
  }
  const stillPublic = await db.muxData.count({ where: { chapterId, policy: "public" } });
  if (stillPublic > 0) throw new MuxUnavailableError(new Error("the chapter has got another video meanwhile"));
  await db.videoUpload.updateMany({ where: { chapterId }, data: { policy: "signed" } });
}
