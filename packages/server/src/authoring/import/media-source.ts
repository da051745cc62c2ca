import { realpath, stat } from "node:fs/promises";
import { extname, isAbsolute, relative, resolve, sep } from "node:path";

import { ACCEPTED_EXTENSIONS } from "../../storage/file-types.js";
import type { MediaSource } from "./import-plan.js";

export type MediaKind = "image" | "video" | "attachment";

/** What browsers show and play; an attachment is only ever downloaded. */
export const MEDIA_EXTENSIONS: Record<MediaKind, ReadonlySet<string>> = {
  image: new Set(["avif", "gif", "jpeg", "jpg", "png", "svg", "webp"]),
  video: new Set(["m4v", "mov", "mp4", "webm"]),
  attachment: new Set(["jpeg", ...ACCEPTED_EXTENSIONS]),
};
const NAMES: Record<MediaKind, string> = {
  image: "an image that browsers show",
  video: "a video that browsers play",
  attachment: "a type of file that is stored here",
};

export type FoundMedia = { source: MediaSource } | { reason: string };

/**
 * Turns what a file says into a source: an http(s) URL, or an existing file inside `folder`. Anything else, such as
 * `javascript:`, `file:`, `stored:`, `../secret` or a link that leads out of the folder, is refused with a reason.
 */
export async function findMedia({
  reference,
  kind,
  folder,
}: {
  reference: string;
  kind: MediaKind;
  folder: string;
}): Promise<FoundMedia> {
  if (/^[a-z][a-z0-9+.-]*:/i.test(reference)) return webAddress(reference);

  if (isAbsolute(reference) || reference.includes("\\")) {
    return { reason: `"${reference}" must be a path relative to the file that names it, with / between folders` };
  }
  const path = resolve(folder, reference);
  if (!isInside(folder, path)) return { reason: `"${reference}" leads out of the folder of the file that names it` };
  if (!MEDIA_EXTENSIONS[kind].has(extname(path).slice(1).toLowerCase())) {
    return { reason: `"${reference}" is not ${NAMES[kind]} (${[...MEDIA_EXTENSIONS[kind]].toSorted().join(", ")})` };
  }
  return existingFile({ reference, path, folder });
}

async function existingFile({
  reference,
  path,
  folder,
}: {
  reference: string;
  path: string;
  folder: string;
}): Promise<FoundMedia> {
  try {
    const [realFolder, realPath] = await Promise.all([realpath(folder), realpath(path)]);
    if (!isInside(realFolder, realPath)) return { reason: `"${reference}" is a link that leads out of its folder` };
    const found = await stat(realPath);
    if (!found.isFile()) return { reason: `"${reference}" is not a file` };
    if (found.size === 0) return { reason: `"${reference}" is empty` };
    return { source: { kind: "file", path: realPath } };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    return {
      reason: code === "ENOENT" ? `there is no file "${reference}"` : `"${reference}" cannot be read (${code})`,
    };
  }
}

function webAddress(reference: string): FoundMedia {
  const url = URL.canParse(reference) ? new URL(reference) : null;
  if (!url || (url.protocol !== "https:" && url.protocol !== "http:") || /\s/.test(reference)) {
    return { reason: `"${reference}" is not an http or https URL` };
  }
  if (url.username !== "" || url.password !== "") return { reason: "a URL must not hold a user name or password" };
  return { source: { kind: "url", url: url.href } };
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
