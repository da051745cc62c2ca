import { pathText } from "./describe-issues.js";
import type { MediaSource } from "./import-plan.js";
import { outlineOf } from "./manifest-outline.js";
import { findMedia, type MediaKind } from "./media-source.js";
import type { Problem } from "./problems.js";
import { readVideoDuration } from "./video-duration.js";

type Path = readonly PropertyKey[];

interface Reference {
  at: Path;
  kind: MediaKind;
  text: string;
  /** What the manifest says of a video's length, in seconds. */
  statedSeconds: number | undefined;
}

/** Stated and real length of a video may differ by this much, in seconds. */
const TOLERANCE = 1;

/** What became of every reference of a manifest. */
export interface CheckedMedia {
  problems: Problem[];
  /** Null where the manifest names nothing. */
  sourceAt(path: Path): MediaSource | null;
  /** Seconds, for a local video; undefined for everything else. */
  durationOf(source: MediaSource | null): number | undefined;
}

/** Finds every picture, video and attachment that a manifest names, and reads the durations of its local videos. */
export async function checkMedia({
  content,
  folder,
  lineOf,
  onProgress,
}: {
  content: unknown;
  folder: string;
  lineOf: (path: Path) => number;
  onProgress: (done: number, total: number) => void;
}): Promise<CheckedMedia> {
  const problems: Problem[] = [];
  const sources = new Map<string, MediaSource>();
  const durations = new Map<string, number>();

  const references = referencesOf(content);
  for (const [index, { at, kind, text, statedSeconds }] of references.entries()) {
    onProgress(index, references.length);
    const refuse = (reason: string) => problems.push({ line: lineOf(at), path: pathText(at), reason });
    const found = await findMedia({ reference: text, kind, folder });
    if ("reason" in found) {
      refuse(found.reason);
      continue;
    }
    sources.set(pathText(at), found.source);
    if (kind !== "video" || found.source.kind === "url") continue;

    const { path } = found.source;
    const known = durations.get(path);
    const duration = known === undefined ? await readVideoDuration(path) : { seconds: known };
    if ("reason" in duration) {
      refuse(`"${text}" ${duration.reason}`);
      continue;
    }
    durations.set(path, duration.seconds);
    if (statedSeconds !== undefined && Math.abs(statedSeconds - duration.seconds) > TOLERANCE) {
      refuse(`"${text}" takes ${duration.seconds} seconds, but durationSeconds says ${statedSeconds}: leave that out`);
    }
  }
  onProgress(references.length, references.length);

  return {
    problems,
    sourceAt: (path) => sources.get(pathText(path)) ?? null,
    durationOf: (source) => (source?.kind === "file" ? durations.get(source.path) : undefined),
  };
}

function referencesOf(content: unknown): Reference[] {
  return outlineOf(content).courses.flatMap((course, index) => {
    const at = ["courses", index];
    return [
      ...reference("image", course.image, [...at, "image"]),
      ...course.chapters.flatMap(({ video, durationSeconds }, chapter) =>
        reference("video", video, [...at, "chapters", chapter, "video"], durationSeconds),
      ),
      ...course.attachments.flatMap(({ file }, attachment) =>
        reference("attachment", file, [...at, "attachments", attachment, "file"]),
      ),
    ];
  });
}

function reference(kind: MediaKind, text: string | undefined, at: Path, statedSeconds?: number): Reference[] {
  return text === undefined || text === "" ? [] : [{ at, kind, text, statedSeconds }];
}
