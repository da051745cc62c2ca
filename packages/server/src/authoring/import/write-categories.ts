import type { Transaction } from "../../database/database.js";
import { type Counts, noCounts } from "./import-report.js";
import { batchesOf, inBatches } from "./row-batches.js";
import { categoryId } from "./stable-ids.js";

/** Makes the categories that do not exist; returns the id of each name. A category that was made otherwise is used as it is. */
export async function writeCategories({
  db,
  names,
}: {
  db: Transaction;
  names: readonly string[];
}): Promise<{ idOf: ReadonlyMap<string, string>; counts: Counts }> {
  const wanted = [...new Set(names)];
  const idOf = new Map<string, string>();
  const readIds = async () => {
    for (const batch of batchesOf(wanted)) {
      for (const { id, name } of await db.category.findMany({ where: { name: { in: batch } } })) idOf.set(name, id);
    }
  };

  await readIds();
  const missing = wanted.filter((name) => !idOf.has(name)).map((name) => ({ id: categoryId(name), name }));
  const created = await inBatches(
    missing,
    (json) => db.$executeRaw`
      INSERT INTO "Category" ("id", "name")
      SELECT "id", "name" FROM jsonb_to_recordset(${json}::text::jsonb) AS given("id" uuid, "name" text)
      ON CONFLICT ("name") DO NOTHING`,
  );
  if (missing.length > 0) await readIds();
  return { idOf, counts: { ...noCounts(), created, unchanged: wanted.length - created } };
}
