import { searchVector } from "../catalogue/search-terms.js";
import type { Transaction } from "../database/database.js";
import { inBatches } from "./import/row-batches.js";

/** Brings the search terms of courses up to date, for new text and for new rules of making terms; others stay untouched. */
export async function writeCourseSearch({
  db,
  courses,
}: {
  db: Transaction;
  courses: readonly { id: string; title: string; description: string | null }[];
}): Promise<void> {
  await inBatches(
    courses.map(({ id, ...texts }) => ({ id, search: searchVector(texts) })),
    (json) => db.$executeRaw`
      UPDATE "Course" AS course SET "search" = given."search"::tsvector
      FROM jsonb_to_recordset(${json}::text::jsonb) AS given("id" uuid, "search" text)
      WHERE course."id" = given."id" AND course."search" IS DISTINCT FROM given."search"::tsvector`,
  );
}
