import { randomUUID } from "node:crypto";

import type { Deps } from "../../deps.js";
import { NotFoundError } from "../../http/errors.js";
import { queueVideoJobs } from "../video/queue-video-jobs.js";
import { supersedeUploads } from "../video/supersede-uploads.js";
import { signUploadToken, type UploadTarget } from "./upload-token.js";
import { checkUpload } from "./upload-types.js";

const LIFETIME_MS = 24 * 3600 * 1000;

export interface StartedUpload {
  uploadId: string;
  /** Where the bytes go with one PUT, by whoever holds it, without any other token. Works once. */
  uploadUrl: string;
  expiresAt: Date;
}

/**
 * Opens the way for a file of exactly `sizeBytes` bytes into this server's own store: the PUT to `uploadUrl` makes it the
 * target's (see finish-upload.ts). For a video, uploads of the same chapter that have not ended are superseded. Whether
 * the caller may change the target was decided before. Throws InvalidRequestError for a type or size that is not taken,
 * NotFoundError when there is no such target.
 */
export async function startLocalUpload({
  deps,
  target,
  fileName,
  sizeBytes,
}: {
  deps: Pick<Deps, "db" | "config" | "clock">;
  target: UploadTarget;
  fileName: string;
  sizeBytes: number;
}): Promise<StartedUpload> {
  const { db, config, clock } = deps;
  checkUpload({ kind: target.kind, fileName, sizeBytes, maxBytes: config.maxUploadBytes });
  const uploadId = randomUUID();
  const expiresAt = new Date(clock.now().getTime() + LIFETIME_MS);
  if (target.kind === "video") await noteVideoUpload({ deps, uploadId, chapterId: target.chapterId, expiresAt });
  else if (!(await exists(db, target))) throw new NotFoundError(target.kind === "image" ? "course" : "attachment");

  const grant = { uploadId, target, fileName, sizeBytes, expires: expiresAt.getTime() };
  const uploadUrl = `${config.publicUrl}/uploads/${signUploadToken(grant, config.secrets.files)}`;
  return { uploadId, uploadUrl, expiresAt };
}

/** The chapter's row is locked first, as by everything that gives or takes its video. */
async function noteVideoUpload({
  deps: { db, clock },
  uploadId,
  chapterId,
  expiresAt,
}: {
  deps: Pick<Deps, "db" | "clock">;
  uploadId: string;
  chapterId: string;
  expiresAt: Date;
}): Promise<void> {
  await db.$transaction(async (transaction) => {
    const [chapter] = await transaction.$queryRaw<{ id: string }[]>`
      SELECT "id"::text FROM "Chapter" WHERE "id" = ${chapterId}::uuid FOR UPDATE`;
    if (chapter === undefined) throw new NotFoundError("chapter");
    const jobs = await supersedeUploads({ db: transaction, chapterIds: [chapterId] });
    await queueVideoJobs({ db: transaction, clock, jobs });
    await transaction.videoUpload.create({ data: { id: uploadId, chapterId, expiresAt, createdAt: clock.now() } });
  });
}

async function exists(db: Deps["db"], target: Exclude<UploadTarget, { kind: "video" }>): Promise<boolean> {
  const found =
    target.kind === "image"
      ? await db.course.findUnique({ where: { id: target.courseId }, select: { id: true } })
      : await db.attachment.findUnique({ where: { id: target.attachmentId }, select: { id: true } });
  return found !== null;
}
