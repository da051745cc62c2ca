import type { ChapterPatch } from "@courselet/contract/authoring";

import type { Chapter } from "../../generated/prisma/client.js";
import { InvalidRequestError } from "../../http/errors.js";
import { isStored } from "../../storage/file-store.js";

type Columns = Pick<Chapter, "title" | "description" | "videoUrl" | "durationSeconds" | "isFree" | "tasteSeconds">;

/** The video that a chapter has before the change. */
export interface VideoBefore {
  /** An http(s) URL or `stored:<name>`. */
  videoUrl: string | null;
  durationSeconds: number | null;
}

/**
 * The columns that an author's request sets; none for what it leaves out, and none for a video that stays the same. Throws
 * InvalidRequestError for a duration without a link that it could be of.
 */
export function chapterColumns(
  { description, videoUrl, durationSeconds, ...input }: ChapterPatch,
  before: VideoBefore = { videoUrl: null, durationSeconds: null },
): Partial<Columns> {
  const columns = {
    ...input,
    ...(description === undefined ? {} : { description: description === "" ? null : description }),
    ...videoColumns({ videoUrl, durationSeconds }, before),
  };
  const given = Object.entries(columns).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as Partial<Columns>;
}

function videoColumns(
  { videoUrl, durationSeconds }: Pick<ChapterPatch, "videoUrl" | "durationSeconds">,
  before: VideoBefore,
): Partial<Columns> {
  const link = before.videoUrl === null || isStored(before.videoUrl) ? null : before.videoUrl;
  const linkAfter = videoUrl === undefined ? link : videoUrl;
  if (typeof durationSeconds === "number" && linkAfter === null && durationSeconds !== before.durationSeconds) {
    throw new InvalidRequestError("Only the duration of a link can be said; that of an uploaded video is measured.", [
      { path: "durationSeconds", message: "goes with a videoUrl" },
    ]);
  }
  if (linkAfter !== link) return { videoUrl: linkAfter, durationSeconds: durationSeconds ?? null };
  return link === null || durationSeconds === undefined ? {} : { durationSeconds };
}
