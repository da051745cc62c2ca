import type { Transaction } from "../../database/database.js";
import type { Attachment } from "../../generated/prisma/client.js";
import type { CoursePlan, MediaSource } from "./import-plan.js";
import { type Counts, noCounts } from "./import-report.js";
import { batchesOf, inBatches } from "./row-batches.js";
import { isImported } from "./stable-ids.js";

/** Creates, changes and removes attachments; those that were made by hand stay as they are. */
export async function writeAttachments({
  db,
  courses,
  referenceOf,
  now,
}: {
  db: Transaction;
  courses: readonly CoursePlan[];
  referenceOf: (source: MediaSource) => string;
  now: Date;
}): Promise<Counts> {
  const wanted = courses.flatMap(({ id: courseId, attachments = [] }) =>
    attachments.map(({ id, name, file }) => ({
      id,
      courseId,
      name,
      url: referenceOf(file),
      createdAt: now,
      updatedAt: now,
    })),
  );
  const spokenOf = courses.filter(({ attachments }) => attachments).map(({ id }) => id);
  const existing = new Map<string, Attachment>();
  for (const batch of batchesOf(spokenOf)) {
    for (const row of await db.attachment.findMany({ where: { courseId: { in: batch } } })) existing.set(row.id, row);
  }

  const created = wanted.filter(({ id }) => !existing.has(id));
  const changed = wanted.filter(({ id, name, url }) => {
    const before = existing.get(id);
    return before && (before.name !== name || before.url !== url);
  });
  for (const { id } of wanted) existing.delete(id);
  const dropped = [...existing.keys()].filter(isImported);

  await inBatches(
    created,
    (json) => db.$executeRaw`
      INSERT INTO "Attachment" ("id", "courseId", "name", "url", "createdAt", "updatedAt")
      SELECT "id", "courseId", "name", "url", "createdAt", "updatedAt"
      FROM jsonb_to_recordset(${json}::text::jsonb) AS given("id" uuid, "courseId" uuid, "name" text, "url" text,
        "createdAt" timestamptz, "updatedAt" timestamptz)`,
  );
  await inBatches(
    changed,
    (json) => db.$executeRaw`
      UPDATE "Attachment" AS attachment
      SET "name" = given."name", "url" = given."url", "updatedAt" = given."updatedAt"
      FROM jsonb_to_recordset(${json}::text::jsonb) AS given("id" uuid, "name" text, "url" text, "updatedAt" timestamptz)
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
