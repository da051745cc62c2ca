import type { Deps } from "../../deps.js";
import { NotFoundError } from "../../http/errors.js";

/**
 * Deletes a category. Its courses stay as they are, published ones too, and have no category until their authors give them
 * another one. Throws NotFoundError.
 */
export async function deleteCategory({
  deps: { db: database, clock },
  categoryId,
}: {
  deps: Pick<Deps, "db" | "clock">;
  categoryId: string;
}): Promise<void> {
  await database.$transaction(async (db) => {
    await db.course.updateMany({ where: { categoryId }, data: { categoryId: null, updatedAt: clock.now() } });
    const { count } = await db.category.deleteMany({ where: { id: categoryId } });
    if (count === 0) throw new NotFoundError("category");
  });
}
