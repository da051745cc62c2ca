import type { Transaction } from "../../database/database.js";
import type { Course } from "../../generated/prisma/client.js";
import { searchVector } from "../../catalogue/search-terms.js";
import { writeCourseSearch } from "../write-course-search.js";
import type { CoursePlan, MediaSource } from "./import-plan.js";
import { type Counts, noCounts } from "./import-report.js";
import type { Problem } from "./problems.js";
import { batchesOf, inBatches } from "./row-batches.js";
import { rememberedKey } from "./stable-ids.js";

/** Owns what an import makes when nobody is named, until somebody is. No issuer is called so: nobody can sign in as it. */
export const DEFAULT_AUTHOR = "courselet:import";

/** What a file can say of a course. */
type CourseRow = Omit<Course, "search">;

/**
 * Creates and changes courses; rows that are as the plan says stay untouched. A course belongs to who first imported it:
 * with an author (of the command line, the course or the file), the courses of others are problems, and the caller rolls back.
 */
export async function writeCourses({
  db,
  courses,
  authorOf,
  categoryIdOf,
  referenceOf,
  now,
}: {
  db: Transaction;
  courses: readonly CoursePlan[];
  authorOf: (course: CoursePlan) => string | undefined;
  categoryIdOf: ReadonlyMap<string, string>;
  referenceOf: (source: MediaSource) => string;
  now: Date;
}): Promise<{ counts: Counts; problems: Problem[] }> {
  const existing = await readCourses(db, courses);
  const problems: Problem[] = [];
  const created: CourseRow[] = [];
  const changed: CourseRow[] = [];

  for (const plan of courses) {
    const before = existing.get(plan.id);
    const authorId = authorOf(plan);
    if (before && authorId !== undefined && ![authorId, DEFAULT_AUTHOR].includes(before.userId)) {
      const reason = `the course "${plan.key}" belongs to ${before.userId}, not to ${authorId}`;
      problems.push({ line: plan.line, path: "", reason });
      continue;
    }
    const after = rowAfter({ plan, before, authorId, categoryIdOf, referenceOf, now });
    if (!before) created.push(after);
    else if (differs(before, after)) changed.push({ ...after, updatedAt: now });
  }
  if (problems.length > 0) return { counts: noCounts(), problems };

  await insert(db, created);
  await update(db, changed);
  await refreshSearch(db, courses, existing);
  const unchanged = courses.length - created.length - changed.length;
  return { counts: { ...noCounts(), created: created.length, changed: changed.length, unchanged }, problems };
}

async function readCourses(db: Transaction, courses: readonly CoursePlan[]): Promise<Map<string, CourseRow>> {
  const found = new Map<string, CourseRow>();
  for (const batch of batchesOf(courses)) {
    for (const row of await db.course.findMany({ where: { id: { in: batch.map(({ id }) => id) } } }))
      found.set(row.id, row);
  }
  return found;
}

/** What the row should be: the plan where it speaks, else what is there, else the default. */
function rowAfter({
  plan,
  before,
  authorId,
  categoryIdOf,
  referenceOf,
  now,
}: {
  plan: CoursePlan;
  before: CourseRow | undefined;
  authorId: string | undefined;
  categoryIdOf: ReadonlyMap<string, string>;
  referenceOf: (source: MediaSource) => string;
  now: Date;
}): CourseRow {
  const { image, category, price } = plan;
  const imageUrl = image && referenceOf(image);
  const categoryId = category && (categoryIdOf.get(category) ?? null);
  return {
    id: plan.id,
    key: rememberedKey(plan.key) ?? before?.key ?? null,
    userId: authorId ?? before?.userId ?? DEFAULT_AUTHOR,
    title: plan.title,
    description: orElse(plan.description, before?.description ?? null),
    imageUrl: orElse(imageUrl, before?.imageUrl ?? null),
    price: price === undefined ? (before?.price ?? null) : (price?.amount ?? null),
    currency: price?.currency ?? before?.currency ?? "usd",
    categoryId: orElse(categoryId, before?.categoryId ?? null),
    isPublished: plan.isPublished ?? before?.isPublished ?? true,
    completionPercent: orElse(plan.completionPercent, before?.completionPercent ?? null),
    allowsManualCompletion: plan.allowsManualCompletion ?? before?.allowsManualCompletion ?? true,
    createdAt: plan.createdAt ?? before?.createdAt ?? now,
    updatedAt: before?.updatedAt ?? now,
  };
}

function orElse<Value>(value: Value | null | undefined, otherwise: Value | null): Value | null {
  return value === undefined ? otherwise : value;
}

/** Both come from the same code and the same columns, dates included. */
function differs(before: CourseRow, after: CourseRow): boolean {
  return (Object.keys(after) as (keyof CourseRow)[]).some((column) => plain(before[column]) !== plain(after[column]));
}

function plain(value: string | number | boolean | Date | null): string | number | boolean | null {
  return value instanceof Date ? value.getTime() : value;
}

async function insert(db: Transaction, rows: readonly CourseRow[]): Promise<void> {
  await inBatches(
    rows.map((row) => ({ ...row, search: searchVector(row) })),
    (json) => db.$executeRaw`
      INSERT INTO "Course" ("id", "key", "completionPercent", "allowsManualCompletion", "userId", "title", "description", "imageUrl", "price", "currency", "categoryId",
        "isPublished", "createdAt", "updatedAt", "search")
      SELECT "id", "key", "completionPercent", "allowsManualCompletion", "userId", "title", "description", "imageUrl", "price", "currency", "categoryId",
        "isPublished", "createdAt", "updatedAt", "search"::tsvector
      FROM jsonb_to_recordset(${json}::text::jsonb) AS given("id" uuid, "key" text, "completionPercent" integer,
        "allowsManualCompletion" boolean, "userId" text, "title" text, "description" text,
        "imageUrl" text, "price" integer, "currency" text, "categoryId" uuid, "isPublished" boolean,
        "createdAt" timestamptz, "updatedAt" timestamptz, "search" text)`,
  );
}

async function update(db: Transaction, rows: readonly CourseRow[]): Promise<void> {
  await inBatches(
    rows,
    (json) => db.$executeRaw`
      UPDATE "Course" AS course SET
        "key" = given."key", "completionPercent" = given."completionPercent",
        "allowsManualCompletion" = given."allowsManualCompletion", "userId" = given."userId", "title" = given."title", "description" = given."description",
        "imageUrl" = given."imageUrl", "price" = given."price", "currency" = given."currency", "categoryId" = given."categoryId",
        "isPublished" = given."isPublished", "createdAt" = given."createdAt", "updatedAt" = given."updatedAt"
      FROM jsonb_to_recordset(${json}::text::jsonb) AS given("id" uuid, "key" text, "completionPercent" integer,
        "allowsManualCompletion" boolean, "userId" text, "title" text, "description" text,
        "imageUrl" text, "price" integer, "currency" text, "categoryId" uuid, "isPublished" boolean,
        "createdAt" timestamptz, "updatedAt" timestamptz)
      WHERE course."id" = given."id"`,
  );
}

/** Brings the search terms of existing courses up to date: for new text, and for new rules of making terms. */
async function refreshSearch(
  db: Transaction,
  courses: readonly CoursePlan[],
  existing: ReadonlyMap<string, CourseRow>,
): Promise<void> {
  const texts = courses.flatMap(({ id, title, description }) => {
    const before = existing.get(id);
    return before ? [{ id, title, description: orElse(description, before.description) }] : [];
  });
  await writeCourseSearch({ db, courses: texts });
}
