import type { Category } from "@courselet/contract/catalogue";

import type { Deps } from "../../deps.js";
import { Prisma } from "../../generated/prisma/client.js";
import { NotFoundError } from "../../http/errors.js";
import { CategoryExistsError } from "./errors.js";

/** Prisma's code for a unique value that is taken: https://www.prisma.io/docs/orm/reference/error-reference. */
const TAKEN = "P2002";

/** Gives a category another name; the cards of its courses change with it. Throws NotFoundError and CategoryExistsError. */
export async function renameCategory({
  deps: { db, clock },
  categoryId,
  name,
}: {
  deps: Pick<Deps, "db" | "clock">;
  categoryId: string;
  name: string;
}): Promise<Category> {
  const where = { id: categoryId, name: { not: name } };
  try {
    await db.$transaction(async (transaction) => {
      const { count } = await transaction.category.updateMany({ where, data: { name } });
      if (count > 0) await transaction.course.updateMany({ where: { categoryId }, data: { updatedAt: clock.now() } });
    });
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === TAKEN) {
      throw new CategoryExistsError(name);
    }
    throw error;
  }
  const category = await db.category.findUnique({
    where: { id: categoryId },
    include: { _count: { select: { courses: { where: { isPublished: true } } } } },
  });
  if (category === null) throw new NotFoundError("category");
  return { id: category.id, name: category.name, courseCount: category._count.courses };
}
