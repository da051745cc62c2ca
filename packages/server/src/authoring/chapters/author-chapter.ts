import type { AuthorChapter, ChapterVideo } from "@courselet/contract/authoring";

import type { Prisma } from "../../generated/prisma/client.js";
import { isStored } from "../../storage/file-store.js";
import { hasVideo } from "../courses/publish-requirements.js";

/** What `toAuthorChapter` needs of a chapter; `include` of a query. */
export const withVideo = {
  muxData: true,
  videoUploads: { where: { state: { not: "superseded" } }, orderBy: [{ createdAt: "desc" }, { id: "desc" }], take: 1 },
} satisfies Prisma.ChapterInclude;

export type ChapterWithVideo = Prisma.ChapterGetPayload<{ include: typeof withVideo }>;

/** A chapter as its author sees it, `now`: an upload that nobody sent in time is as if it never was. */
export function toAuthorChapter(chapter: ChapterWithVideo, now: Date): AuthorChapter {
  const { id, courseId, title, description, position, isFree, isPublished, durationSeconds, tasteSeconds } = chapter;
  const { videoUrl, updatedAt } = chapter;
  return {
    id,
    courseId,
    title,
    description,
    position,
    isFree,
    isPublished,
    durationSeconds,
    hasVideo: hasVideo(chapter),
    tasteSeconds,
    videoUrl: videoUrl === null || isStored(videoUrl) ? null : videoUrl,
    video: videoOf(chapter, now),
    updatedAt: updatedAt.toISOString(),
  };
}

function videoOf(chapter: ChapterWithVideo, now: Date): ChapterVideo {
  const { durationSeconds, muxData } = chapter;
  const underWay = uploadUnderWay(chapter, now);
  const kind = kindOf(chapter) ?? (underWay === null ? null : underWay.muxUploadId === null ? "file" : "mux");
  return {
    kind,
    state: underWay?.state ?? (hasVideo(chapter) ? "ready" : "none"),
    error: underWay?.error ?? null,
    durationSeconds,
    playbackPolicy: kind === "mux" ? (muxData?.policy ?? underWay?.policy ?? null) : null,
  };
}

function kindOf({ muxData, videoUrl }: ChapterWithVideo): ChapterVideo["kind"] {
  if (muxData !== null && muxData.playbackId !== null) return "mux";
  if (videoUrl === null) return null;
  return isStored(videoUrl) ? "file" : "link";
}

type UploadUnderWay = ChapterWithVideo["videoUploads"][number] & { state: "waiting" | "processing" | "failed" };

/** The newest upload, unless it is what plays already, or waits for bytes that can no longer come. */
function uploadUnderWay({ videoUploads: [newest] }: ChapterWithVideo, now: Date): UploadUnderWay | null {
  if (newest === undefined || (newest.state === "waiting" && newest.expiresAt <= now)) return null;
  const { state } = newest;
  return state === "waiting" || state === "processing" || state === "failed" ? { ...newest, state } : null;
}
