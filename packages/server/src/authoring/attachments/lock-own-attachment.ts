import type { Transaction } from "../../database/database.js";
import type { Attachment } from "../../generated/prisma/client.js";
import { NotFoundError } from "../../http/errors.js";
import { isAuthor, type Learner } from "../../identity/actor.js";
import { lockOwnCourse } from "../lock-own.js";

/** An attachment of a course of this author's; its course is kept to the transaction. Throws NotFoundError. */
export async function lockOwnAttachment({
  db,
  author,
  attachmentId,
}: {
  db: Transaction;
  author: Learner;
  attachmentId: string;
}): Promise<Attachment> {
  const found = await db.attachment.findUnique({
    where: { id: attachmentId },
    include: { course: { select: { userId: true } } },
  });
  if (found === null || !isAuthor(author, found.course.userId)) throw new NotFoundError("attachment");
  await lockOwnCourse({ db, author, courseId: found.courseId });
  const attachment = await db.attachment.findUnique({ where: { id: attachmentId } });
  if (attachment === null) throw new NotFoundError("attachment");
  return attachment;
}
