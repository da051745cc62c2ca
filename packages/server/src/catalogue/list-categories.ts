import type { Categories } from "@courselet/contract/catalogue";

import type { Deps } from "../deps.js";

/** Every category by name, each with the number of its published courses. */
export async function listCategories({ deps: { db } }: { deps: Pick<Deps, "db"> }): Promise<Categories> {
  const categories = await db.$queryRaw<Categories["categories"]>`
    SELECT category."id", category."name", count(course."id")::int AS "courseCount"
    FROM "Category" AS category
    LEFT JOIN "Course" AS course ON course."categoryId" = category."id" AND course."isPublished"
    GROUP BY category."id"
    ORDER BY lower(category."name"), category."id"`;
  return { categories };
}
