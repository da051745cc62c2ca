import type { AuthorCourseCard, AuthorCoursePage, AuthorCoursesQuery } from "@courselet/contract/authoring";

import { courseCardColumns, courseCardJoins, type CourseCardRow, toCourseCard } from "../../catalogue/course-card.js";
import { courseOrder, isAfter, orderBy, positionSchema } from "../../catalogue/course-order.js";
import type { Deps } from "../../deps.js";
import { Prisma } from "../../generated/prisma/client.js";
import { decodeCursor, encodeCursor } from "../../http/cursor.js";
import type { Learner } from "../../identity/actor.js";
import { missingOf } from "./publish-requirements.js";

type Row = CourseCardRow & { userId: string; isPublished: boolean; hasPublishedVideo: boolean; createdAt: Date };

/** The courses of an author, newest first and drafts included, a page of `limit` at a time; an admin sees all. */
export async function listOwnCourses({
  deps,
  author,
  query: { limit, cursor },
}: {
  deps: Pick<Deps, "db" | "files">;
  author: Learner;
  query: AuthorCoursesQuery;
}): Promise<AuthorCoursePage> {
  const order = courseOrder("newest", null);
  const conditions = [Prisma.sql`true`];
  if (author.role !== "admin") conditions.push(Prisma.sql`course."userId" = ${author.userId}`);
  if (cursor !== undefined) conditions.push(isAfter(order, decodeCursor(cursor, positionSchema(order))));

  // Chapters are counted for the courses of the page only, so the page is cut first.
  const rows = await deps.db.$queryRaw<Row[]>`
    SELECT ${courseCardColumns}, course."userId", course."isPublished", course."createdAt",
      EXISTS (
        SELECT 1 FROM "Chapter" AS chapter LEFT JOIN "MuxData" AS mux ON mux."chapterId" = chapter."id"
        WHERE chapter."courseId" = course."id" AND chapter."isPublished"
          AND (chapter."videoUrl" IS NOT NULL OR mux."playbackId" IS NOT NULL)
      ) AS "hasPublishedVideo"
    FROM (
      SELECT course.* FROM "Course" AS course
      WHERE ${Prisma.join(conditions, " AND ")}
      ORDER BY ${orderBy(order)}
      LIMIT ${limit + 1}
    ) AS course ${courseCardJoins}
    ORDER BY ${orderBy(order)}`;

  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    courses: page.map((row) => toAuthorCourseCard(row, deps)),
    nextCursor: last === undefined ? null : encodeCursor({ sort: order.name, key: last.createdAt, id: last.id }),
  };
}

function toAuthorCourseCard(row: Row, deps: Pick<Deps, "files">): AuthorCourseCard {
  const { userId, isPublished, createdAt } = row;
  return {
    ...toCourseCard(row, deps),
    userId,
    isPublished,
    missing: missingOf(row),
    createdAt: createdAt.toISOString(),
  };
}
