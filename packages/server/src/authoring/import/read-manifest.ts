import { dirname } from "node:path";

import { describeIssues } from "./describe-issues.js";
import type { ChapterPlan, CoursePlan, ImportPlan } from "./import-plan.js";
import { checkMedia, type CheckedMedia } from "./manifest-media.js";
import { parseManifestDocument } from "./manifest-document.js";
import { repeatedKeys } from "./manifest-keys.js";
import { Manifest } from "./manifest.js";
import type { Problem } from "./problems.js";
import { attachmentId, chapterId, courseId } from "./stable-ids.js";

type LineOf = (path: readonly PropertyKey[]) => number;

/**
 * Reads a manifest: every fault of it at once, or the plan. `path` is the file itself; what it names lies beside or below it.
 * `onProgress` counts the local files looked at, whose durations take the time.
 */
export async function readManifest({
  text,
  path,
  format,
  onProgress,
}: {
  text: string;
  path: string;
  format: "yaml" | "json";
  onProgress: (done: number, total: number) => void;
}): Promise<{ plan: ImportPlan } | { problems: Problem[] }> {
  const document = parseManifestDocument(text, format);
  if ("problems" in document) return document;
  const { content, lineOf } = document;

  const parsed = Manifest.safeParse(content, {
    error: (issue) => (issue.input === undefined ? "is missing" : undefined),
  });
  const media = await checkMedia({ content, folder: dirname(path), lineOf, onProgress });
  const problems = [
    ...(parsed.success ? [] : describeIssues(parsed.error.issues, lineOf)),
    ...repeatedKeys(content, lineOf),
    ...media.problems,
  ];
  if (!parsed.success || problems.length > 0) return { problems };

  const { author, categories, courses } = parsed.data;
  return {
    plan: {
      author,
      categories,
      courses: courses.map((course, index) => planCourse({ course, at: ["courses", index], lineOf, media })),
      notes: [],
    },
  };
}

type ManifestCourse = Manifest["courses"][number];

/** A manifest speaks of the whole course: what it leaves out is none, and is cleared. Only `createdAt` stays. */
function planCourse({
  course,
  at,
  lineOf,
  media,
}: {
  course: ManifestCourse;
  at: readonly PropertyKey[];
  lineOf: LineOf;
  media: CheckedMedia;
}): CoursePlan {
  return {
    id: courseId(course.key),
    key: course.key,
    line: lineOf(at),
    author: course.author ?? undefined,
    title: course.title,
    description: orNull(course.description),
    image: media.sourceAt([...at, "image"]),
    category: course.category ?? null,
    price: course.price ?? null,
    isPublished: course.published,
    completionPercent: typeof course.completion === "number" ? course.completion : null,
    allowsManualCompletion: course.manualCompletion,
    createdAt: course.createdAt,
    chapters: course.chapters.map((chapter, index): ChapterPlan => {
      const here = [...at, "chapters", index];
      const video = media.sourceAt([...here, "video"]);
      return {
        id: chapterId(course.key, chapter.key),
        key: chapter.key,
        line: lineOf(here),
        title: chapter.title,
        description: orNull(chapter.description),
        video,
        mux: chapter.mux ? { ...chapter.mux, playbackId: chapter.mux.playbackId ?? null } : null,
        durationSeconds: media.durationOf(video) ?? chapter.durationSeconds ?? null,
        tasteSeconds: chapter.taste ?? null,
        isFree: chapter.free,
        isPublished: chapter.published,
      };
    }),
    attachments: course.attachments.map((attachment, index) => {
      const here = [...at, "attachments", index];
      const file = media.sourceAt([...here, "file"]);
      if (file === null) throw new Error(`attachment ${attachment.key} was checked and has no file`);
      return {
        id: attachmentId(course.key, attachment.key),
        key: attachment.key,
        line: lineOf(here),
        name: attachment.name,
        file,
      };
    }),
  };
}

function orNull(text: string | null | undefined): string | null {
  return text === undefined || text === "" ? null : text;
}
