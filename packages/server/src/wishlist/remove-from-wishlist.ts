import type { Deps } from "../deps.js";
import type { Learner } from "../identity/actor.js";

/** Takes a course off the learner's wishlist; also when it is not on it, or the course is gone. */
export async function removeFromWishlist({
  deps: { db },
  learner,
  courseId,
}: {
  deps: Pick<Deps, "db">;
  learner: Learner;
  courseId: string;
}): Promise<void> {
  await db.wishlist.deleteMany({ where: { userId: learner.userId, courseId } });
}
