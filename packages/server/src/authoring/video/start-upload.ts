import { randomUUID } from "node:crypto";

import type { VideoUploadRequest, VideoUploadStarted } from "@courselet/contract/video";

import type { Deps } from "../../deps.js";
import { InvalidRequestError } from "../../http/errors.js";
import type { Learner } from "../../identity/actor.js";
import { findOwnChapter } from "../find-own.js";
import { lockOwnChapter } from "../lock-own.js";
import { startLocalUpload } from "../uploads/start-local-upload.js";
import { askMux } from "./ask-mux.js";
import { MuxUnavailableError } from "./errors.js";
import { queueVideoJobs } from "./queue-video-jobs.js";
import { supersedeUploads } from "./supersede-uploads.js";

/** How long an address takes the file. A long video over a thin line takes hours. */
const LIFETIME_SECONDS = 86_400;

/**
 * Opens the way for a chapter's video: to Mux, or without it to this server's own store. What the chapter has plays on until
 * the new one is ready; an upload of it that has not ended is superseded. `origin` is the page's that will send the file, if
 * it said one. Throws NotFoundError for what is not this author's, InvalidRequestError for a public video of a chapter
 * that is not free and for a file that the store does not take, or MuxUnavailableError.
 */
export async function startVideoUpload({
  deps,
  author,
  chapterId,
  request,
  origin,
}: {
  deps: Pick<Deps, "db" | "config" | "clock" | "mux" | "log">;
  author: Learner;
  chapterId: string;
  request: VideoUploadRequest;
  origin: string | null;
}): Promise<VideoUploadStarted> {
  const policy = request.playbackPolicy ?? "signed";
  const chapter = await findOwnChapter({ db: deps.db, author, chapterId });
  if (policy === "public") requireFree(chapter);
  if (deps.mux === null) {
    const { fileName, sizeBytes } = requireFile(request);
    const started = await startLocalUpload({ deps, target: { kind: "video", chapterId }, fileName, sizeBytes });
    return { ...started, expiresAt: started.expiresAt.toISOString() };
  }
  const uploadId = randomUUID();
  const now = deps.clock.now();
  const upload = await askMux({
    deps,
    ask: (mux, options) =>
      mux.video.uploads.create(
        {
          cors_origin: corsOrigin(deps.config, origin),
          timeout: LIFETIME_SECONDS,
          new_asset_settings: { playback_policies: [policy], passthrough: uploadId },
        },
        options,
      ),
  });
  if (upload?.url === undefined) throw new MuxUnavailableError(new Error("Mux gave no address for an upload"));
  const { id: muxUploadId, url: uploadUrl } = upload;
  const expiresAt = new Date(now.getTime() + LIFETIME_SECONDS * 1000);
  await deps.db.$transaction(async (db) => {
    // It may be somebody else's, paid or gone since. What was opened at Mux then ends by itself: nobody has its address.
    const { chapter: locked } = await lockOwnChapter({ db, author, chapterId });
    if (policy === "public") requireFree(locked);
    const jobs = await supersedeUploads({ db, chapterIds: [chapterId] });
    await queueVideoJobs({ db, clock: deps.clock, jobs });
    await db.videoUpload.create({
      data: { id: uploadId, chapterId, muxUploadId, policy, expiresAt, createdAt: now, updatedAt: now },
    });
  });
  return { uploadId, uploadUrl, expiresAt: expiresAt.toISOString() };
}

function requireFree({ isFree }: { isFree: boolean }): void {
  if (isFree) return;
  const message = "Only the video of a free chapter may be public.";
  throw new InvalidRequestError(message, [{ path: "playbackPolicy", message }]);
}

/** This server keeps a file under its own type, and reserves no more room than it was told of. */
function requireFile({ fileName, sizeBytes }: VideoUploadRequest): { fileName: string; sizeBytes: number } {
  if (fileName !== undefined && sizeBytes !== undefined) return { fileName, sizeBytes };
  const missing = Object.entries({ fileName, sizeBytes }).filter(([, value]) => value === undefined);
  throw new InvalidRequestError(
    "This server keeps videos itself, and needs to know the file's name and size.",
    missing.map(([path]) => ({ path, message: "must be given" })),
  );
}

/** Only the page that asks may send the file there from a browser; for a script any of our pages will do. Never `*`. */
function corsOrigin({ allowedOrigins, publicUrl }: Deps["config"], origin: string | null): string {
  if (origin !== null && allowedOrigins.includes(origin)) return origin;
  return allowedOrigins[0] ?? new URL(publicUrl).origin;
}
