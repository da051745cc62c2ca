import type { Transaction } from "../../database/database.js";
import type { Attachment } from "../../generated/prisma/client.js";
import type { FileStore } from "../../storage/file-store.js";
import { describeFile } from "./describe-file.js";
import type { CoursePlan, MediaSource } from "./import-plan.js";
import { type Counts, noCounts } from "./import-report.js";
import { batchesOf, inBatches } from "./row-batches.js";
import { isImported, rememberedKey } from "./stable-ids.js";

type WantedAttachment = Omit<Attachment, "sizeBytes"> & { sizeBytes: number | null };

/**
 * Creates, changes and removes attachments. The listed ones come first, in their order; those that were made by hand stay
 * as they are, behind them.
 */
export async function writeAttachments({
  db,
  courses,
  files,
  referenceOf,
  now,
}: {
  db: Transaction;
  files: FileStore;
  courses: readonly CoursePlan[];
  referenceOf: (source: MediaSource) => string;
  now: Date;
}): Promise<Counts> {
  const wanted: WantedAttachment[] = [];
  for (const { id: courseId, attachments = [] } of courses) {
    for (const [position, { id, key, name, file }] of attachments.entries()) {
      const url = referenceOf(file);
      const content = await describeFile({ files, url, source: file });
      const row = { id, courseId, key: rememberedKey(key), name, url, ...content, position };
      wanted.push({ ...row, createdAt: now, updatedAt: now });
    }
  }
  const spokenOf = courses.filter(({ attachments }) => attachments).map(({ id }) => id);
  const existing = new Map<string, Attachment>();
  for (const batch of batchesOf(spokenOf)) {
    for (const row of await db.attachment.findMany({ where: { courseId: { in: batch } } })) existing.set(row.id, row);
  }

  const created = wanted.filter(({ id }) => !existing.has(id));
  const changed = wanted.filter((after) => {
    const before = existing.get(after.id);
    return before && differs(before, after);
  });
  for (const { id } of wanted) existing.delete(id);
  const dropped = [...existing.keys()].filter(isImported);
  for (const id of dropped) existing.delete(id);
  const moved = behind(courses, existing.values());

  await inBatches(
    created,
    (json) => db.$executeRaw`
      INSERT INTO "Attachment" ("id", "courseId", "key", "name", "url", "sizeBytes", "contentType", "position",
        "createdAt", "updatedAt")
      SELECT "id", "courseId", "key", "name", "url", "sizeBytes", "contentType", "position", "createdAt", "updatedAt"
      FROM jsonb_to_recordset(${json}::text::jsonb) AS given("id" uuid, "courseId" uuid, "key" text, "name" text,
        "url" text, "sizeBytes" bigint, "contentType" text, "position" integer, "createdAt" timestamptz,
        "updatedAt" timestamptz)`,
  );
  await inBatches(
    changed,
    (json) => db.$executeRaw`
      UPDATE "Attachment" AS attachment
      SET "key" = coalesce(given."key", attachment."key"), "name" = given."name", "url" = given."url",
        "sizeBytes" = given."sizeBytes", "contentType" = given."contentType", "position" = given."position",
        "updatedAt" = given."updatedAt"
      FROM jsonb_to_recordset(${json}::text::jsonb) AS given("id" uuid, "key" text, "name" text, "url" text,
        "sizeBytes" bigint, "contentType" text, "position" integer, "updatedAt" timestamptz)
      WHERE attachment."id" = given."id"`,
  );
  await inBatches(
    moved,
    (json) => db.$executeRaw`
      UPDATE "Attachment" AS attachment SET "position" = given."position"
      FROM jsonb_to_recordset(${json}::text::jsonb) AS given("id" uuid, "position" integer)
      WHERE attachment."id" = given."id"`,
  );
  for (const batch of batchesOf(dropped)) await db.attachment.deleteMany({ where: { id: { in: batch } } });
  return {
    ...noCounts(),
    created: created.length,
    changed: changed.length,
    unchanged: wanted.length - created.length - changed.length,
    removed: dropped.length,
  };
}

function differs(before: Attachment, after: WantedAttachment): boolean {
  const size = before.sizeBytes === null ? null : Number(before.sizeBytes);
  if (size !== after.sizeBytes || (after.key !== null && before.key !== after.key)) return true;
  return (["name", "url", "contentType", "position"] as const).some((column) => before[column] !== after[column]);
}

/** New positions of those that stay without being listed, in the order that they have. */
function behind(courses: readonly CoursePlan[], staying: Iterable<Attachment>): { id: string; position: number }[] {
  const next = new Map(courses.map(({ id, attachments = [] }) => [id, attachments.length]));
  const ordered = [...staying].toSorted((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1));
  return ordered.flatMap(({ id, courseId, position: before }) => {
    const position = next.get(courseId) ?? 0;
    next.set(courseId, position + 1);
    return position === before ? [] : [{ id, position }];
  });
}
