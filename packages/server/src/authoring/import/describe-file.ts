import { stat } from "node:fs/promises";
import { extname } from "node:path";

import { type FileStore, isStored, nameOf } from "../../storage/file-store.js";
import { contentTypeOf } from "../../storage/file-types.js";
import type { MediaSource } from "./import-plan.js";

/**
 * Size (bytes) and type of what an attachment refers to. Of a link, only what its extension says of its type; what somebody
 * else's server has there, it alone knows.
 */
export async function describeFile({
  files,
  url,
  source,
}: {
  files: FileStore;
  url: string;
  source: MediaSource;
}): Promise<{ sizeBytes: number | null; contentType: string | null }> {
  if (source.kind === "url" || !isStored(url)) return { sizeBytes: null, contentType: typeOf(new URL(url).pathname) };
  const stored = await files.find(nameOf(url));
  // A dry run has stored nothing.
  const sizeBytes = stored?.size ?? (await stat(source.path)).size;
  return { sizeBytes, contentType: typeOf(url) };
}

function typeOf(path: string): string | null {
  return contentTypeOf(extname(path).slice(1).toLowerCase());
}
