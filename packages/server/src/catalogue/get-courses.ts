import type { CoursesById } from "@courselet/contract/catalogue";

import type { Deps } from "../deps.js";
import { courseCardColumns, courseCardJoins, type CourseCardRow, toCourseCard } from "./course-card.js";

/** Published courses by id, in the order asked; the others are named in `missing`. One query, however many. */
export async function getCourses({
  deps,
  ids,
}: {
  deps: Pick<Deps, "db" | "files">;
  ids: string[];
}): Promise<CoursesById> {
  const rows = await deps.db.$queryRaw<CourseCardRow[]>`
    SELECT ${courseCardColumns}
    FROM "Course" AS course ${courseCardJoins}
    WHERE course."id" = ANY(${ids}::uuid[]) AND course."isPublished"`;
  const cards = new Map(rows.map((row) => [row.id, toCourseCard(row, deps)]));
  const found = ids.map((id) => ({ id, card: cards.get(id.toLowerCase()) }));
  return {
    courses: found.flatMap(({ card }) => card ?? []),
    missing: found.filter(({ card }) => card === undefined).map(({ id }) => id),
  };
}
