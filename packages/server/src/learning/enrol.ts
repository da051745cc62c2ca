import type { LearnerCourse } from "@courselet/contract/learning";

import type { Deps } from "../deps.js";
import { NotFoundError } from "../http/errors.js";
import type { Learner } from "../identity/actor.js";
import { NotFreeError } from "./errors.js";
import { learnerCourse } from "./learner-courses.js";
import { recordPurchase } from "./record-purchase.js";

/**
 * Joins a free course; whoever has it already keeps it as it is. Throws NotFoundError, or NotFreeError for a course that
 * has a price or is not for sale.
 */
export async function enrol({
  deps: { db },
  learner,
  courseId,
}: {
  deps: Pick<Deps, "db">;
  learner: Learner;
  courseId: string;
}): Promise<LearnerCourse> {
  const course = await db.course.findFirst({
    where: { id: courseId, isPublished: true },
    select: { price: true, currency: true },
  });
  if (course === null) throw new NotFoundError("course");
  if (course.price !== 0) throw new NotFreeError();
  await recordPurchase({
    db,
    userId: learner.userId,
    courseId,
    amount: 0,
    currency: course.currency,
    status: "paid",
    stripeCheckoutSessionId: null,
    stripePaymentIntentId: null,
  });
  return learnerCourse({ db, learner, courseId });
}
