import { extname } from "node:path";

import type { AttachmentLink } from "@courselet/contract/learning";

import type { Deps } from "../deps.js";
import { NotFoundError } from "../http/errors.js";
import type { Learner } from "../identity/actor.js";
import { isStored, nameOf } from "../storage/file-store.js";
import { accessTo, requireAccess } from "./access.js";
import { isVisible, standingColumns, standingJoins, type StandingRow, toCourseStanding } from "./course-standing.js";

/** Long enough to click and to try again, too short to pass around. */
const LINK_MINUTES = 15;

/**
 * A link to a course's attachment, for whoever has the course. A file that is stored here gets a signed URL, because a link
 * cannot carry a token. Throws NotFoundError, UnauthenticatedError or LockedError.
 */
export async function getAttachment({
  deps: { db, files, clock },
  learner,
  attachmentId,
}: {
  deps: Pick<Deps, "db" | "files" | "clock">;
  learner: Learner | null;
  attachmentId: string;
}): Promise<AttachmentLink> {
  const [row] = await db.$queryRaw<
    (StandingRow & { name: string; url: string; sizeBytes: bigint | null; contentType: string | null })[]
  >`
    SELECT attachment."name", attachment."url", attachment."sizeBytes", attachment."contentType", ${standingColumns(learner)}
    FROM "Attachment" AS attachment
    JOIN "Course" AS course ON course."id" = attachment."courseId" ${standingJoins(learner)}
    WHERE attachment."id" = ${attachmentId}::uuid AND attachment."url" <> ''`;
  if (row === undefined || !isVisible(row, learner)) throw new NotFoundError("attachment");
  requireAccess(accessTo({ learner, standing: toCourseStanding(row) }));
  const expiresAt = new Date(clock.now().getTime() + LINK_MINUTES * 60_000);
  return {
    name: row.name,
    url: files.signedUrl(row.url, expiresAt, downloadNameOf(row)),
    expiresAt: expiresAt.toISOString(),
    sizeBytes: row.sizeBytes === null ? null : Number(row.sizeBytes),
    contentType: row.contentType,
  };
}

/** What a file is saved as: its name, with the ending by which computers know what to open it with. */
function downloadNameOf({ name, url }: { name: string; url: string }): string {
  if (!isStored(url)) return name;
  const ending = extname(nameOf(url));
  const given = extname(name)
    .toLowerCase()
    .replace(/^\.jpeg$/, ".jpg");
  return given === ending ? name : name + ending;
}
