import type { LearnerCourses, LearnerCoursesQuery } from "@courselet/contract/learning";
import { z } from "zod";

import type { Deps } from "../deps.js";
import { Prisma } from "../generated/prisma/client.js";
import { CursorInstant, decodeCursor, encodeCursor } from "../http/cursor.js";
import { InvalidRequestError } from "../http/errors.js";
import type { Learner } from "../identity/actor.js";
import { learnerCourses } from "./learner-courses.js";

type Filter = NonNullable<LearnerCoursesQuery["filter"]>;

/**
 * The learner's half of courses: of those named by `ids`, or of one of the learner's lists, newest first, a page at a time.
 * `given` are the names in the query, to see that the two are not mixed.
 */
export async function listLearnerCourses({
  deps: { db },
  learner,
  query: { ids, filter, limit, cursor },
  given,
}: {
  deps: Pick<Deps, "db">;
  learner: Learner;
  query: LearnerCoursesQuery;
  given: string[];
}): Promise<LearnerCourses> {
  const isMixed = ids !== undefined && ["filter", "limit", "cursor"].some((name) => given.includes(name));
  if (isMixed || (ids === undefined && filter === undefined)) {
    throw new InvalidRequestError("Ask for courses by `ids`, or by a `filter` with `limit` and `cursor`.");
  }
  if (ids !== undefined) return { courses: await learnerCourses({ db, learner, ids }) };
  return listPage({ db, learner, filter: filter ?? "purchased", limit, cursor });
}

async function listPage({
  db,
  learner,
  filter,
  limit,
  cursor,
}: Pick<Deps, "db"> & {
  learner: Learner;
  filter: Filter;
  limit: number;
  cursor: string | undefined;
}): Promise<LearnerCourses> {
  const position = z.object({ filter: z.literal(filter), at: CursorInstant, id: z.uuid() });
  const after = cursor === undefined ? null : decodeCursor(cursor, position);
  const rows = await db.$queryRaw<{ id: string; at: Date }[]>`
    SELECT list."id", list."at"
    FROM (${LISTS[filter](learner)}) AS list
    JOIN "Course" AS course ON course."id" = list."id"
    WHERE (course."isPublished" OR course."userId" = ${learner.userId} OR ${learner.role === "admin"}::boolean)
      AND ${
        after === null
          ? Prisma.sql`true`
          : Prisma.sql`(list."at" < ${after.at}::timestamptz
              OR (list."at" = ${after.at}::timestamptz AND list."id" > ${after.id}::uuid))`
      }
    ORDER BY list."at" DESC, list."id"
    LIMIT ${limit + 1}`;
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    courses: await learnerCourses({ db, learner, ids: page.map(({ id }) => id) }),
    nextCursor: last === undefined ? null : encodeCursor({ filter, at: last.at, id: last.id }),
  };
}

/** Each list: the course's `id`, and the time `at` that sorts it. */
const LISTS: Record<Filter, (learner: Learner) => Prisma.Sql> = {
  purchased: ({ userId }) => Prisma.sql`
    SELECT purchase."courseId" AS "id", purchase."createdAt" AS "at"
    FROM "Purchase" AS purchase WHERE purchase."userId" = ${userId} AND purchase."status" = 'paid'`,

  wishlisted: ({ userId }) => Prisma.sql`
    SELECT wish."courseId" AS "id", wish."createdAt" AS "at"
    FROM "Wishlist" AS wish WHERE wish."userId" = ${userId}`,

  // Begun, and something published left to do. By when the learner was there, which a late report tells of late.
  "in-progress": ({ userId }) => Prisma.sql`
    SELECT chapter."courseId" AS "id",
      max(GREATEST(coalesce(progress."positionAt", progress."updatedAt"), progress."completionAt")) AS "at"
    FROM "UserProgress" AS progress JOIN "Chapter" AS chapter ON chapter."id" = progress."chapterId"
    WHERE progress."userId" = ${userId} AND chapter."isPublished"
      AND (progress."isCompleted" OR progress."positionSeconds" > 0 OR progress."watched" <> '[]'::jsonb)
    GROUP BY chapter."courseId"
    HAVING EXISTS (
      SELECT 1 FROM "Chapter" AS other
      LEFT JOIN "UserProgress" AS own ON own."chapterId" = other."id" AND own."userId" = ${userId}
      WHERE other."courseId" = chapter."courseId" AND other."isPublished" AND own."isCompleted" IS NOT TRUE
    )`,
};
