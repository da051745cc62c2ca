import type { AuthorAttachment } from "@courselet/contract/authoring";

import type { Deps } from "../../deps.js";
import type { Learner } from "../../identity/actor.js";
import { toAuthorAttachment } from "./author-attachment.js";
import { lockOwnAttachment } from "./lock-own-attachment.js";

/** Gives an attachment another name: what learners see, and what the file is saved as. Throws NotFoundError. */
export async function renameAttachment({
  deps: { db: database, clock },
  author,
  attachmentId,
  name,
}: {
  deps: Pick<Deps, "db" | "clock">;
  author: Learner;
  attachmentId: string;
  name: string;
}): Promise<AuthorAttachment> {
  const updatedAt = clock.now();
  return database.$transaction(async (db) => {
    const { courseId } = await lockOwnAttachment({ db, author, attachmentId });
    await db.course.update({ where: { id: courseId }, data: { updatedAt } });
    return toAuthorAttachment(await db.attachment.update({ where: { id: attachmentId }, data: { name, updatedAt } }));
  });
}
