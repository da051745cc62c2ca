import { randomUUID } from "node:crypto";

import type { Playback } from "@courselet/contract/learning";

import type { Deps } from "../deps.js";
import type { Learner } from "../identity/actor.js";
import { isStored } from "../storage/file-store.js";
import { requireAccess } from "./access.js";
import { NoVideoError, VideoUnavailableError } from "./errors.js";
import { findChapter, type FoundChapter } from "./find-chapter.js";
import { getTaste } from "./get-taste.js";
import { signTokens } from "./sign-tokens.js";

/** How long what plays a video works beyond the video's own length. */
const GRACE_SECONDS = 3600;

/**
 * What a player needs to play a chapter, for whoever may: signed Mux tokens, or a URL (signed when the file is stored
 * here). Both end an hour after the video would; players ask again before that. With `wantsTaste`, whoever may not have it
 * gets its start instead, where there is a taste of it (see get-taste.ts). Throws NotFoundError, UnauthenticatedError,
 * LockedError, NoVideoError, or VideoUnavailableError.
 */
export async function getPlayback({
  deps,
  learner,
  chapterId,
  wantsTaste = false,
}: {
  deps: Deps;
  learner: Learner | null;
  chapterId: string;
  wantsTaste?: boolean;
}): Promise<Playback> {
  const chapter = await findChapter({ db: deps.db, learner, chapterId });
  if (wantsTaste && !chapter.decision.isGranted) {
    const taste = await getTaste({ deps, chapter });
    if (taste !== null) return taste;
  }
  requireAccess(chapter.decision);
  const now = deps.clock.now();
  const lifetimeSeconds = Math.floor(chapter.durationSeconds ?? 0) + GRACE_SECONDS;
  const expiresAt = new Date(now.getTime() + lifetimeSeconds * 1000);
  const shared = { expiresAt: expiresAt.toISOString(), positionSeconds: chapter.positionSeconds, tasteSeconds: null };
  const playback: Playback =
    chapter.playbackId !== null && deps.mux !== null
      ? {
          kind: "mux",
          playbackId: chapter.playbackId,
          tokens: await signTokens({ deps, playbackId: chapter.playbackId, expiresAt }),
          ...shared,
        }
      : { kind: "file", url: await fileUrl({ deps, chapter, expiresAt }), ...shared };
  if (learner !== null) await noteGrant({ deps, learner, chapterId: chapter.id, now });
  return playback;
}

async function fileUrl({
  deps: { db, files },
  chapter: { id, videoUrl, playbackId },
  expiresAt,
}: {
  deps: Pick<Deps, "db" | "files">;
  chapter: FoundChapter;
  expiresAt: Date;
}): Promise<string> {
  if (videoUrl !== null && isStored(videoUrl)) return files.signedUrl(videoUrl, expiresAt);
  if (videoUrl !== null && /^https?:/i.test(videoUrl) && URL.canParse(videoUrl)) return videoUrl;
  if (playbackId !== null) throw new VideoUnavailableError("This video is kept at Mux, which is not configured here.");
  const inTheMaking = await db.videoUpload.count({ where: { chapterId: id, state: "processing" } });
  if (inTheMaking > 0) throw new VideoUnavailableError("This video is still being made ready. Please try again soon.");
  throw new NoVideoError();
}

/** From here on the learner may watch, so time that is reported as watched is counted from here: see record-progress.ts. */
async function noteGrant({
  deps: { db },
  learner,
  chapterId,
  now,
}: {
  deps: Pick<Deps, "db">;
  learner: Learner;
  chapterId: string;
  now: Date;
}): Promise<void> {
  await db.$executeRaw`
    INSERT INTO "UserProgress" ("id", "userId", "chapterId", "createdAt", "updatedAt")
    SELECT ${randomUUID()}::uuid, ${learner.userId}, "id", ${now}::timestamptz, ${now}::timestamptz
    FROM "Chapter" WHERE "id" = ${chapterId}::uuid
    ON CONFLICT DO NOTHING`;
}
