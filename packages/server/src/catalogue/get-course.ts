import type { ChapterOutline, Course } from "@courselet/contract/catalogue";

import type { Deps } from "../deps.js";
import { NotFoundError } from "../http/errors.js";
import { courseCardColumns, courseCardJoins, type CourseCardRow, toCourseCard } from "./course-card.js";

type CoursePageRow = CourseCardRow & Pick<Course, "chapters" | "attachments" | "allowsManualCompletion">;

/**
 * The public page of a published course: its card, the outline of its published chapters, and the names of its
 * attachments. Throws NotFoundError otherwise. What plays and what downloads is not selected, so it cannot slip out.
 */
export async function getCourse({
  deps,
  courseId,
}: {
  deps: Pick<Deps, "db" | "files">;
  courseId: string;
}): Promise<Course> {
  const [row] = await deps.db.$queryRaw<CoursePageRow[]>`
    SELECT ${courseCardColumns}, course."allowsManualCompletion", outline."chapters", downloads."attachments"
    FROM "Course" AS course ${courseCardJoins}
    CROSS JOIN LATERAL (
      SELECT coalesce(jsonb_agg(jsonb_build_object(
          'id', chapter."id", 'title', chapter."title", 'description', chapter."description",
          'position', chapter."position", 'isFree', chapter."isFree", 'durationSeconds', chapter."durationSeconds",
          'hasVideo', chapter."videoUrl" IS NOT NULL OR mux."playbackId" IS NOT NULL,
          -- A video of somebody else's has no start that could be given without the rest: see learning/get-taste.ts.
          'tasteSeconds', CASE
            WHEN chapter."isFree" THEN NULL
            WHEN mux."playbackId" IS NOT NULL AND mux."policy" = 'signed' THEN chapter."tasteSeconds"
            WHEN mux."playbackId" IS NULL AND chapter."videoUrl" LIKE 'stored:%' THEN chapter."tasteSeconds" END
        ) ORDER BY chapter."position", chapter."id"), '[]') AS "chapters"
      FROM "Chapter" AS chapter LEFT JOIN "MuxData" AS mux ON mux."chapterId" = chapter."id"
      WHERE chapter."courseId" = course."id" AND chapter."isPublished"
    ) AS outline
    CROSS JOIN LATERAL (
      SELECT coalesce(jsonb_agg(jsonb_build_object(
          'id', attachment."id", 'name', attachment."name", 'sizeBytes', attachment."sizeBytes",
          'contentType', attachment."contentType"
        ) ORDER BY attachment."position", attachment."name", attachment."id"), '[]') AS "attachments"
      FROM "Attachment" AS attachment
      WHERE attachment."courseId" = course."id" AND attachment."url" <> ''
    ) AS downloads
    WHERE course."id" = ${courseId}::uuid AND course."isPublished"`;
  if (row === undefined) throw new NotFoundError("course");
  return {
    ...toCourseCard(row, deps),
    chapters: row.chapters.map(toChapterOutline),
    attachments: row.attachments.map(({ id, name, sizeBytes, contentType }) => ({ id, name, sizeBytes, contentType })),
    allowsManualCompletion: row.allowsManualCompletion,
  };
}

/** jsonb sorts its keys; this gives them back in the contract's order, and nothing beside them. */
function toChapterOutline(chapter: ChapterOutline): ChapterOutline {
  const { id, title, description, position, isFree, durationSeconds, hasVideo, tasteSeconds } = chapter;
  return { id, title, description, position, isFree, durationSeconds, hasVideo, tasteSeconds };
}
