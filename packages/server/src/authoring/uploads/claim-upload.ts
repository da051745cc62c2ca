import type { Database, Transaction } from "../../database/database.js";
import { ConflictError, NotFoundError } from "../../http/errors.js";
import { lockCourse } from "../lock-own.js";
import type { UploadGrant, UploadTarget } from "./upload-token.js";

/** Uploads whose address worked are remembered at least as long as it would work. */
const REMEMBERED_MS = 2 * 24 * 3600 * 1000;

const NOUNS = { video: "chapter", attachment: "attachment", image: "course" } satisfies Record<
  UploadTarget["kind"],
  string
>;

/** Throws like `claimUpload`, before two gigabytes are sent for nothing. What decides is the claim. */
export async function requireUnused({
  db,
  grant: { uploadId, target },
}: {
  db: Database;
  grant: UploadGrant;
}): Promise<void> {
  if (target.kind === "video") {
    const upload = await db.videoUpload.findUnique({ where: { id: uploadId }, select: { state: true } });
    if (upload === null) throw new NotFoundError("chapter");
    if (!["waiting", "failed"].includes(upload.state)) throw used(upload.state);
  } else if ((await db.usedUpload.findUnique({ where: { id: uploadId } })) !== null) throw used("ready");
}

/**
 * In the transaction that applies an upload: locks what it changes, and from here on nobody else finishes it. Throws
 * ConflictError when somebody did, or another upload superseded it, and NotFoundError when the target was deleted.
 */
export async function claimUpload({
  db,
  grant,
  now,
}: {
  db: Transaction;
  grant: UploadGrant;
  now: Date;
}): Promise<{ courseId: string }> {
  const courseId = await lockCourseOf(db, grant.target);
  await markUsed(db, grant, now);
  return { courseId };
}

/**
 * Locks the target's course, and for a video its chapter, in the order in which everybody does who changes them, so that no
 * two wait for each other. Returns the course's id.
 */
async function lockCourseOf(transaction: Transaction, target: UploadTarget): Promise<string> {
  const courseId = await courseIdOf(transaction, target);
  if (courseId === undefined) throw new NotFoundError(NOUNS[target.kind]);
  await lockCourse({ db: transaction, courseId });
  if (target.kind === "video") {
    await transaction.$queryRaw`SELECT "id"::text FROM "Chapter" WHERE "id" = ${target.chapterId}::uuid FOR UPDATE`;
  }
  // Read again, as whoever held the lock left it.
  if ((await courseIdOf(transaction, target)) === undefined) throw new NotFoundError(NOUNS[target.kind]);
  return courseId;
}

async function courseIdOf(transaction: Transaction, target: UploadTarget): Promise<string | undefined> {
  switch (target.kind) {
    case "video":
      return (await transaction.chapter.findUnique({ where: { id: target.chapterId } }))?.courseId;
    case "attachment":
      return (await transaction.attachment.findUnique({ where: { id: target.attachmentId } }))?.courseId;
    case "image":
      return (await transaction.course.findUnique({ where: { id: target.courseId }, select: { id: true } }))?.id;
  }
}

async function markUsed(transaction: Transaction, { uploadId, target }: UploadGrant, now: Date): Promise<void> {
  if (target.kind === "video") {
    const { count } = await transaction.videoUpload.updateMany({
      where: { id: uploadId, state: { in: ["waiting", "failed"] } },
      data: { state: "ready", error: null },
    });
    if (count === 1) return;
    const upload = await transaction.videoUpload.findUnique({ where: { id: uploadId }, select: { state: true } });
    if (upload === null) throw new NotFoundError("chapter");
    throw used(upload.state);
  }
  const inserted = await transaction.$executeRaw`
    INSERT INTO "UsedUpload" ("id", "usedAt") VALUES (${uploadId}::uuid, ${now}::timestamptz) ON CONFLICT DO NOTHING`;
  if (inserted === 0) throw used("ready");
  await transaction.usedUpload.deleteMany({ where: { usedAt: { lt: new Date(now.getTime() - REMEMBERED_MS) } } });
}

function used(state: string): ConflictError {
  return new ConflictError(
    "conflict",
    state === "superseded"
      ? "Another upload of this chapter's video was started after this one."
      : "This upload has arrived already. Start a new one to send another file.",
  );
}
