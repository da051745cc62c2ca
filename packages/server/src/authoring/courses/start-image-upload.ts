import type { FileUpload, ImageUploadRequest } from "@courselet/contract/authoring";

import type { Deps } from "../../deps.js";
import type { Learner } from "../../identity/actor.js";
import { findOwnCourse } from "../find-own.js";
import { startLocalUpload } from "../uploads/start-local-upload.js";

/**
 * Opens the way for a picture, which is the course's cover from the moment it has arrived. Throws NotFoundError, and
 * InvalidRequestError for a type or size that is not taken.
 */
export async function startImageUpload({
  deps,
  author,
  courseId,
  file: { fileName, sizeBytes },
}: {
  deps: Pick<Deps, "db" | "clock" | "config">;
  author: Learner;
  courseId: string;
  file: ImageUploadRequest;
}): Promise<FileUpload> {
  await findOwnCourse({ db: deps.db, author, courseId });
  const target = { kind: "image", courseId } as const;
  const { uploadUrl, expiresAt } = await startLocalUpload({ deps, target, fileName, sizeBytes });
  return { uploadUrl, expiresAt: expiresAt.toISOString() };
}
