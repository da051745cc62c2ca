import type { CoursePage, CoursesQuery } from "@courselet/contract/catalogue";

import type { Deps } from "../deps.js";
import { Prisma } from "../generated/prisma/client.js";
import { decodeCursor, encodeCursor } from "../http/cursor.js";
import { courseCardColumns, courseCardJoins, type CourseCardRow, toCourseCard } from "./course-card.js";
import { courseOrder, isAfter, orderBy, positionSchema } from "./course-order.js";
import { searchQuery } from "./search-terms.js";

/**
 * Published courses that match, a page of `limit` at a time. A page begins after a course and not at a number, so courses
 * that come and go meanwhile repeat or hide none of the others.
 */
export async function searchCourses({
  deps,
  query: { q = "", category, author, price, sort, limit, cursor },
}: {
  deps: Pick<Deps, "db" | "files">;
  query: Omit<CoursesQuery, "ids">;
}): Promise<CoursePage> {
  const text = searchQuery(q);
  // Something was asked that no title can hold, such as an emoji: nothing matches, rather than everything.
  if (q !== "" && text === null) return { courses: [], nextCursor: null };

  const order = courseOrder(sort, text);
  const conditions = [Prisma.sql`course."isPublished"`];
  if (text !== null) conditions.push(Prisma.sql`course."search" @@ ${text}::tsquery`);
  if (category !== undefined) conditions.push(Prisma.sql`course."categoryId" = ${category}::uuid`);
  if (author !== undefined) conditions.push(Prisma.sql`course."userId" = ${author}`);
  if (price === "free") conditions.push(Prisma.sql`course."price" = 0`);
  if (price === "paid") conditions.push(Prisma.sql`course."price" > 0`);
  if (cursor !== undefined) conditions.push(isAfter(order, decodeCursor(cursor, positionSchema(order))));

  // Chapters are counted for the courses of the page only, so the page is cut first.
  const rows = await deps.db.$queryRaw<(CourseCardRow & { sortKey: string | number | Date })[]>`
    SELECT ${courseCardColumns}, course."sortKey"
    FROM (
      SELECT course.*, ${order.key} AS "sortKey"
      FROM "Course" AS course
      WHERE ${Prisma.join(conditions, " AND ")}
      ORDER BY ${orderBy(order)}
      LIMIT ${limit + 1}
    ) AS course ${courseCardJoins}
    ORDER BY ${orderBy({ ...order, key: Prisma.sql`course."sortKey"` })}`;

  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    courses: page.map((row) => toCourseCard(row, deps)),
    nextCursor: last === undefined ? null : encodeCursor({ sort: order.name, key: last.sortKey, id: last.id }),
  };
}
