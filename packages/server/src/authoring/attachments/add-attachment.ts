import type { AttachmentAdded, AttachmentInput } from "@courselet/contract/authoring";

import type { Deps } from "../../deps.js";
import type { Attachment } from "../../generated/prisma/client.js";
import { ConflictError } from "../../http/errors.js";
import type { Learner } from "../../identity/actor.js";
import { lockOwnCourse } from "../lock-own.js";
import { startLocalUpload } from "../uploads/start-local-upload.js";
import { checkUpload } from "../uploads/upload-types.js";
import { NOT_ARRIVED, toAuthorAttachment } from "./author-attachment.js";

const MAX_ATTACHMENTS = 200;

/**
 * Adds a link, or a file that is about to be sent: learners see that when it has arrived. Throws NotFoundError,
 * InvalidRequestError for a file of a type or size that is not taken, and ConflictError when the course has enough of them.
 */
export async function addAttachment({
  deps,
  author,
  courseId,
  input: { name, url = NOT_ARRIVED, fileName = "", sizeBytes = 0 },
}: {
  deps: Pick<Deps, "db" | "clock" | "config">;
  author: Learner;
  courseId: string;
  input: AttachmentInput;
}): Promise<AttachmentAdded> {
  const isFile = url === NOT_ARRIVED;
  if (isFile) checkUpload({ kind: "attachment", fileName, sizeBytes, maxBytes: deps.config.maxUploadBytes });
  const attachment = await write({ deps, author, courseId, name, url });
  if (!isFile) return { attachment: toAuthorAttachment(attachment), upload: null };
  const target = { kind: "attachment", attachmentId: attachment.id } as const;
  const { uploadUrl, expiresAt } = await startLocalUpload({ deps, target, fileName, sizeBytes });
  return {
    attachment: toAuthorAttachment(attachment),
    upload: { uploadUrl, expiresAt: expiresAt.toISOString() },
  };
}

function write({
  deps: { db: database, clock },
  author,
  courseId,
  name,
  url,
}: {
  deps: Pick<Deps, "db" | "clock">;
  author: Learner;
  courseId: string;
  name: string;
  url: string;
}): Promise<Attachment> {
  const now = clock.now();
  return database.$transaction(async (db) => {
    await lockOwnCourse({ db, author, courseId });
    const { _count: count, _max: last } = await db.attachment.aggregate({
      where: { courseId },
      _count: true,
      _max: { position: true },
    });
    if (count >= MAX_ATTACHMENTS) {
      throw new ConflictError("conflict", `A course has at most ${MAX_ATTACHMENTS} attachments.`);
    }
    await db.course.update({ where: { id: courseId }, data: { updatedAt: now } });
    const position = (last.position ?? -1) + 1;
    return db.attachment.create({ data: { name, url, position, courseId, createdAt: now, updatedAt: now } });
  });
}
