import { randomUUID } from "node:crypto";

import type { Deps } from "../deps.js";
import { NotFoundError } from "../http/errors.js";
import type { Learner } from "../identity/actor.js";

/**
 * Puts a course on the learner's wishlist; one that is there stays as it is. Throws NotFoundError for a course that is
 * unknown or not published.
 */
export async function addToWishlist({
  deps: { db, clock },
  learner,
  courseId,
}: {
  deps: Pick<Deps, "db" | "clock">;
  learner: Learner;
  courseId: string;
}): Promise<void> {
  const now = clock.now();
  // Selecting from the course in the same statement leaves no moment in which the course could go away in between.
  const added = await db.$executeRaw`
    INSERT INTO "Wishlist" ("id", "userId", "courseId", "createdAt", "updatedAt")
    SELECT ${randomUUID()}::uuid, ${learner.userId}, "id", ${now}::timestamptz, ${now}::timestamptz
    FROM "Course" WHERE "id" = ${courseId}::uuid AND "isPublished"
    ON CONFLICT DO NOTHING`;
  if (added > 0) return;
  const course = await db.course.findFirst({ where: { id: courseId, isPublished: true }, select: { id: true } });
  if (course === null) throw new NotFoundError("course");
}
