import type { Transaction } from "../../database/database.js";
import type { Clock } from "../../deps.js";
import { queueVideoJobs, type VideoJobWish } from "../video/queue-video-jobs.js";
import { arrangeChapters, type ChapterRow, type ExistingChapter, type MuxRow } from "./arrange-chapters.js";
import type { CoursePlan, MediaSource } from "./import-plan.js";
import { type Counts, noCounts } from "./import-report.js";
import { batchesOf, inBatches } from "./row-batches.js";

/** Creates, changes and unpublishes the chapters of courses whose plan speaks of chapters. Never deletes one. */
export async function writeChapters({
  db,
  courses,
  referenceOf,
  clock,
}: {
  db: Transaction;
  courses: readonly CoursePlan[];
  referenceOf: (source: MediaSource) => string;
  clock: Clock;
}): Promise<{ counts: Counts; notes: string[] }> {
  const now = clock.now();
  const counts = noCounts();
  const notes: string[] = [];
  const created: ChapterRow[] = [];
  const changed: ChapterRow[] = [];
  const muxRows: MuxRow[] = [];
  const chaptersWithoutMux: string[] = [];
  const jobs: VideoJobWish[] = [];

  const existing = await readChapters(db, courses);
  for (const course of courses) {
    if (!course.chapters) continue;
    const arranged = arrangeChapters({
      course: { ...course, chapters: course.chapters },
      existing: existing.get(course.id) ?? [],
      referenceOf,
      now,
    });
    created.push(...arranged.created);
    changed.push(...arranged.changed, ...arranged.unpublished);
    muxRows.push(...arranged.mux);
    chaptersWithoutMux.push(...arranged.withoutMux);
    for (const { title, assetId, playbackId } of arranged.publicDoors) {
      jobs.push({ kind: "delete_playback_id", assetId, playbackId });
      notes.push(`"${title}" of "${course.title}" played for everybody by ${playbackId}, which will be deleted at Mux`);
    }
    counts.created += arranged.created.length;
    counts.changed += arranged.changed.length;
    counts.unchanged += arranged.unchanged;
    counts.unpublished += arranged.unpublished.length;
    for (const { title } of arranged.unpublished) {
      notes.push(`"${title}" is no longer a chapter of "${course.title}": unpublished, its learners' progress is kept`);
    }
  }
  await insert(db, created);
  await update(db, changed);
  await writeMux(db, muxRows, chaptersWithoutMux);
  await queueVideoJobs({ db, clock, jobs });
  return { counts, notes };
}

async function readChapters(db: Transaction, courses: readonly CoursePlan[]): Promise<Map<string, ExistingChapter[]>> {
  const found = new Map<string, ExistingChapter[]>();
  for (const batch of batchesOf(courses.filter(({ chapters }) => chapters))) {
    const rows = await db.chapter.findMany({
      where: { courseId: { in: batch.map(({ id }) => id) } },
      include: { muxData: true },
      orderBy: [{ position: "asc" }, { id: "asc" }],
    });
    for (const row of rows) {
      const chapters = found.get(row.courseId);
      if (chapters) chapters.push(row);
      else found.set(row.courseId, [row]);
    }
  }
  return found;
}

async function insert(db: Transaction, rows: readonly ChapterRow[]): Promise<void> {
  await inBatches(
    rows,
    (json) => db.$executeRaw`
      INSERT INTO "Chapter" ("id", "courseId", "title", "description", "videoUrl", "isPublished", "isFree", "position",
        "durationSeconds", "tasteSeconds", "key", "createdAt", "updatedAt")
      SELECT "id", "courseId", "title", "description", "videoUrl", "isPublished", "isFree", "position",
        "durationSeconds", "tasteSeconds", "key", "createdAt", "updatedAt"
      FROM jsonb_to_recordset(${json}::text::jsonb) AS given("id" uuid, "courseId" uuid, "title" text, "description" text,
        "videoUrl" text, "isPublished" boolean, "isFree" boolean, "position" integer, "durationSeconds" double precision,
        "tasteSeconds" integer, "key" text, "createdAt" timestamptz, "updatedAt" timestamptz)`,
  );
}

async function update(db: Transaction, rows: readonly ChapterRow[]): Promise<void> {
  await inBatches(
    rows,
    (json) => db.$executeRaw`
      UPDATE "Chapter" AS chapter SET
        "title" = given."title", "description" = given."description", "videoUrl" = given."videoUrl",
        "isPublished" = given."isPublished", "isFree" = given."isFree", "position" = given."position",
        "durationSeconds" = given."durationSeconds", "tasteSeconds" = given."tasteSeconds", "key" = given."key",
        "updatedAt" = given."updatedAt"
      FROM jsonb_to_recordset(${json}::text::jsonb) AS given("id" uuid, "title" text, "description" text, "videoUrl" text,
        "isPublished" boolean, "isFree" boolean, "position" integer, "durationSeconds" double precision,
        "tasteSeconds" integer, "key" text, "updatedAt" timestamptz)
      WHERE chapter."id" = given."id"`,
  );
}

async function writeMux(
  db: Transaction,
  rows: readonly MuxRow[],
  chaptersWithoutMux: readonly string[],
): Promise<void> {
  for (const batch of batchesOf(chaptersWithoutMux)) {
    await db.muxData.deleteMany({ where: { chapterId: { in: batch } } });
  }
  await inBatches(
    rows,
    (json) => db.$executeRaw`
      INSERT INTO "MuxData" ("id", "assetsId", "playbackId", "policy", "chapterId")
      SELECT "id", "assetsId", "playbackId", "policy"::"PlaybackPolicy", "chapterId"
      FROM jsonb_to_recordset(${json}::text::jsonb) AS given("id" uuid, "assetsId" text, "playbackId" text, "policy" text,
        "chapterId" uuid)
      ON CONFLICT ("chapterId") DO UPDATE SET "assetsId" = EXCLUDED."assetsId", "playbackId" = EXCLUDED."playbackId",
        "policy" = EXCLUDED."policy"`,
  );
}
