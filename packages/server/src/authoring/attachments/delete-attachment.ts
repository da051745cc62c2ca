import type { Deps } from "../../deps.js";
import type { Learner } from "../../identity/actor.js";
import { lockOwnAttachment } from "./lock-own-attachment.js";

/** Takes an attachment from its course; links that learners were given work until they expire. Throws NotFoundError. */
export async function deleteAttachment({
  deps: { db: database, clock },
  author,
  attachmentId,
}: {
  deps: Pick<Deps, "db" | "clock">;
  author: Learner;
  attachmentId: string;
}): Promise<void> {
  await database.$transaction(async (db) => {
    const { courseId } = await lockOwnAttachment({ db, author, attachmentId });
    await db.attachment.delete({ where: { id: attachmentId } });
    await db.course.update({ where: { id: courseId }, data: { updatedAt: clock.now() } });
  });
}
