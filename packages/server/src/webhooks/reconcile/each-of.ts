/** Runs a step for each item, at most `atOnce` at a time. Rejects with the first failure, once what runs has ended. */
export async function eachOf<T>(items: readonly T[], atOnce: number, step: (item: T) => Promise<void>): Promise<void> {
  const waiting = items.values();
  const failures: unknown[] = [];
  const worker = async () => {
    for (const item of waiting) {
      if (failures.length > 0) return;
      await step(item).catch((error: unknown) => failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  if (failures.length > 0) throw failures[0];
}
