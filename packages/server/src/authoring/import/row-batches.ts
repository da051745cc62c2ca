/** Rows a statement. Each goes over as one JSON text, so that neither the number of parameters nor their types limit it. */
const BATCH = 500;

/**
 * Calls `write` with a JSON array of at most 500 rows at a time, to be unfolded by `jsonb_to_recordset`, and returns how many
 * rows the statements say they touched.
 */
export async function inBatches<Row>(rows: readonly Row[], write: (json: string) => Promise<number>): Promise<number> {
  let touched = 0;
  for (const batch of batchesOf(rows)) touched += await write(JSON.stringify(batch));
  return touched;
}

export function* batchesOf<Row>(rows: readonly Row[]): Generator<Row[]> {
  for (let start = 0; start < rows.length; start += BATCH) yield rows.slice(start, start + BATCH);
}
