import { randomUUID } from "node:crypto";

import type { Category } from "@courselet/contract/catalogue";

import type { Deps } from "../../deps.js";
import { CategoryExistsError } from "./errors.js";

/** Makes a category. Throws CategoryExistsError. */
export async function createCategory({
  deps: { db },
  name,
}: {
  deps: Pick<Deps, "db">;
  name: string;
}): Promise<Category> {
  const id = randomUUID();
  const made = await db.$executeRaw`
    INSERT INTO "Category" ("id", "name") VALUES (${id}::uuid, ${name}) ON CONFLICT DO NOTHING`;
  if (made === 0) throw new CategoryExistsError(name);
  return { id, name, courseCount: 0 };
}
