import { extname } from "node:path";

import { InvalidRequestError } from "../../http/errors.js";
import { ACCEPTED_EXTENSIONS } from "../../storage/file-types.js";
import { MEDIA_EXTENSIONS } from "../import/media-source.js";
import type { UploadTarget } from "./upload-token.js";

const WHAT: Record<UploadTarget["kind"], string> = {
  image: "Pictures",
  video: "Videos",
  attachment: "Attachments",
};

/** Throws InvalidRequestError for a file of a type that the target does not take, or of a size that is not taken. */
export function checkUpload({
  kind,
  fileName,
  sizeBytes,
  maxBytes,
}: {
  kind: UploadTarget["kind"];
  fileName: string;
  sizeBytes: number;
  maxBytes: number;
}): void {
  const extension = extname(fileName).slice(1).toLowerCase();
  const taken = MEDIA_EXTENSIONS[kind];
  if (!taken.has(extension)) {
    const list = ACCEPTED_EXTENSIONS.filter((accepted) => taken.has(accepted)).join(", ");
    const message = `${WHAT[kind]} may be of these types: ${list}.`;
    throw new InvalidRequestError(message, [{ path: "fileName", message }]);
  }
  if (!Number.isSafeInteger(sizeBytes) || sizeBytes < 1 || sizeBytes > maxBytes) {
    const message = `A file may have 1 to ${maxBytes} bytes.`;
    throw new InvalidRequestError(message, [{ path: "sizeBytes", message }]);
  }
}
