import type { FileHandle } from "node:fs/promises";

import type { Transaction } from "../../database/database.js";
import type { Prisma } from "../../generated/prisma/client.js";
import { courseEntry, EXPORTED, type ExportedCourse, type ReferenceTo } from "./course-entry.js";
import type { ManifestText } from "./manifest-text.js";

/** Courses that are in memory at the same time. */
const BATCH = 100;

/** Writes the courses, as they are read, and all that stands around them. Returns how many there were. */
export async function writeManifest({
  db,
  manifest,
  text,
  where,
  referenceTo,
  onProgress,
}: {
  db: Transaction;
  manifest: FileHandle;
  text: ManifestText;
  where: Prisma.CourseWhereInput;
  referenceTo: ReferenceTo;
  onProgress: (done: number, total: number) => void;
}): Promise<number> {
  const total = await db.course.count({ where });
  const isWhole = Object.keys(where).length === 0;
  const author = await mostFrequentAuthor(db, where);
  const categories = isWhole ? (await db.category.findMany({ select: { name: true } })).map(({ name }) => name) : [];
  await manifest.writeFile(
    text.head({
      courselet: 1,
      ...(author === undefined ? {} : { author }),
      ...(categories.length === 0 ? {} : { categories: categories.toSorted(inCodeUnits) }),
    }),
  );
  let done = 0;
  for await (const course of coursesOf(db, where)) {
    const entry = await courseEntry({ course, fileAuthor: author, referenceTo });
    await manifest.writeFile(text.course(entry, done === 0));
    done += 1;
    onProgress(done, total);
  }
  await manifest.writeFile(text.end(done === 0));
  return done;
}

/** In the order in which they came to be. */
async function* coursesOf(db: Transaction, where: Prisma.CourseWhereInput): AsyncGenerator<ExportedCourse> {
  let last: ExportedCourse | undefined;
  for (;;) {
    const after: Prisma.CourseWhereInput =
      last === undefined
        ? {}
        : { OR: [{ createdAt: { gt: last.createdAt } }, { createdAt: last.createdAt, id: { gt: last.id } }] };
    const batch: ExportedCourse[] = await db.course.findMany({
      where: { AND: [where, after] },
      include: EXPORTED,
      orderBy: [{ createdAt: "asc" }, { id: "asc" }],
      take: BATCH,
    });
    yield* batch;
    last = batch.at(-1);
    if (batch.length < BATCH) return;
  }
}

async function mostFrequentAuthor(db: Transaction, where: Prisma.CourseWhereInput) {
  const authors = await db.course.groupBy({ by: ["userId"], where, _count: { _all: true } });
  return authors.toSorted((a, b) => b._count._all - a._count._all || inCodeUnits(a.userId, b.userId))[0]?.userId;
}

/** The same on every machine, whatever its language. */
function inCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
