import type { Deps } from "../../deps.js";
import type { VideoJob } from "../../generated/prisma/client.js";
import { askMux, type AskOptions } from "./ask-mux.js";
import { queueVideoJobs } from "./queue-video-jobs.js";

const SECOND_MS = 1_000;
/** From a failure to the next try; the last one again and again, until it is done. */
const PAUSES_MS = [5, 30, 120, 600, 3_600, 21_600].map((seconds) => seconds * SECOND_MS);
/** So long nobody else takes what was taken: longer than any try, so after that it was a crash. */
const LEASE_MS = 60 * SECOND_MS;
const AT_ONCE = 5;

type JobDeps = Pick<Deps, "db" | "clock" | "log" | "mux">;
type TakenJob = Pick<VideoJob, "id" | "kind" | "subject" | "playbackId" | "attempts">;

/**
 * Does what is due at Mux, a few things at once, and returns how many it took: 0 when none was left, or Mux is not
 * configured; they wait then. Any number of processes may call this at the same time: each job is taken by one of them. What
 * fails is tried again later, ever more seldom, and for as long as it takes: an asset that nobody deletes is paid for, and
 * a public playback id plays.
 */
export async function doDueVideoJobs({ deps }: { deps: JobDeps }): Promise<number> {
  if (deps.mux === null) return 0;
  const jobs = await take(deps);
  await Promise.all(jobs.map((job) => doOne(deps, job)));
  return jobs.length;
}

function take({ db, clock }: JobDeps): Promise<TakenJob[]> {
  const now = clock.now();
  const leasedUntil = new Date(now.getTime() + LEASE_MS);
  return db.$queryRaw<TakenJob[]>`
    UPDATE "VideoJob" SET "attempts" = "attempts" + 1, "nextAttemptAt" = ${leasedUntil}
     WHERE "id" IN (
       SELECT "id" FROM "VideoJob" WHERE "nextAttemptAt" <= ${now}
        ORDER BY "nextAttemptAt" LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED)
    RETURNING "id"::text, "kind"::text, "subject", "playbackId", "attempts"`;
}

async function doOne(deps: JobDeps, job: TakenJob): Promise<void> {
  const { db, clock, log } = deps;
  const { id, kind, subject, attempts } = job;
  try {
    await ask(deps, job);
    await db.videoJob.deleteMany({ where: { id } });
    log.info("done at Mux", { kind, subject });
  } catch (error) {
    const reason = reasonOf(error);
    const nextAttemptAt = new Date(clock.now().getTime() + pauseAfter(attempts));
    log.warn("could not be done at Mux; it is tried again", { kind, subject, attempts, reason, nextAttemptAt });
    await db.videoJob.updateMany({
      where: { id, attempts },
      data: { nextAttemptAt, lastError: reason.slice(0, 500) },
    });
  }
}

/** What Mux does not have (any more) is done. Throws MuxUnavailableError when it is not. */
async function ask(deps: JobDeps, { kind, subject, playbackId }: TakenJob): Promise<void> {
  switch (kind) {
    case "delete_asset":
      if (await isPlayed(deps, subject)) return;
      await askMux({ deps, ask: (mux, options) => mux.video.assets.delete(subject, options) });
      return;
    case "delete_playback_id":
      await askMux({
        deps,
        ask: (mux, options) => mux.video.assets.deletePlaybackId(subject, playbackId ?? "", options),
      });
      await forgetPlaybackId(deps, { assetId: subject, playbackId });
      await giveSignedPlaybackId(deps, subject);
      return;
    case "cancel_upload":
      await cancelUpload(deps, subject);
  }
}

/**
 * An import can give one asset to several chapters, such as those of a course that was copied by a manifest. It goes with the
 * last of them.
 */
async function isPlayed({ db }: JobDeps, assetId: string): Promise<boolean> {
  return (await db.muxData.count({ where: { assetsId: assetId } })) > 0;
}

/** By other chapters of the same asset: what was a way in for everybody is none for them either. */
async function forgetPlaybackId(
  { db }: JobDeps,
  { assetId, playbackId }: { assetId: string; playbackId: string | null },
): Promise<void> {
  if (playbackId === null) return;
  await db.muxData.updateMany({
    where: { assetsId: assetId, playbackId },
    data: { playbackId: null, policy: "signed" },
  });
}

/** An import takes a public playback id from a chapter without asking Mux for one to put in its place. It is made here. */
async function giveSignedPlaybackId(deps: JobDeps, assetId: string): Promise<void> {
  const bare = { assetsId: assetId, playbackId: null };
  if ((await deps.db.muxData.count({ where: bare })) === 0) return;
  const made = await askMux({
    deps,
    ask: (mux, options) => mux.video.assets.createPlaybackId(assetId, { policy: "signed" }, options),
  });
  if (made === null) return;
  await deps.db.muxData.updateMany({ where: bare, data: { playbackId: made.id, policy: "signed" } });
}

/** Mux cancels only what still waits. Of an upload that has arrived meanwhile, the asset goes. */
async function cancelUpload(deps: JobDeps, muxUploadId: string): Promise<void> {
  const { db, clock } = deps;
  const read = () =>
    askMux({ deps, ask: (mux, options: AskOptions) => mux.video.uploads.retrieve(muxUploadId, options) });
  let upload = await read();
  if (upload?.status === "waiting") {
    try {
      await askMux({ deps, ask: (mux, options) => mux.video.uploads.cancel(muxUploadId, options) });
      return;
    } catch (error) {
      upload = await read();
      if (upload?.status === "waiting") throw error;
    }
  }
  const assetId = upload?.asset_id;
  if (assetId !== undefined) await queueVideoJobs({ db, clock, jobs: [{ kind: "delete_asset", assetId }] });
}

function pauseAfter(attempts: number): number {
  return PAUSES_MS[Math.min(attempts, PAUSES_MS.length) - 1] ?? SECOND_MS;
}

/** A named failure says for whom it is; what Mux said is its cause. */
function reasonOf(error: unknown): string {
  const { cause } = error instanceof Error ? error : {};
  if (cause instanceof Error) return cause.message;
  return error instanceof Error ? error.message : String(error);
}
