import { prepareSnapshot } from "./database-snapshot.js";

/** Before the workers start, so that they do not all prepare the same snapshot. */
export async function setup(): Promise<void> {
  await prepareSnapshot();
}
