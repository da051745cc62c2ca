import type { AuthorAttachment } from "@courselet/contract/authoring";

import type { Attachment } from "../../generated/prisma/client.js";
import { isStored } from "../../storage/file-store.js";

/** The `url` of an attachment whose file has not arrived yet. Learners are not shown it. */
export const NOT_ARRIVED = "";

export function toAuthorAttachment({ id, name, url, sizeBytes, contentType }: Attachment): AuthorAttachment {
  return {
    id,
    name,
    sizeBytes: sizeBytes === null ? null : Number(sizeBytes),
    contentType,
    url: url === NOT_ARRIVED || isStored(url) ? null : url,
    state: url === NOT_ARRIVED ? "waiting" : "ready",
  };
}
