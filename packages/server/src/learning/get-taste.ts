import type { Playback } from "@courselet/contract/learning";

import type { Deps } from "../deps.js";
import { isStored } from "../storage/file-store.js";
import type { FoundChapter } from "./find-chapter.js";
import { signTokens } from "./sign-tokens.js";

/** How long a taste plays beyond its own length. Long enough to begin late and to pause, too short to pass around. */
const GRACE_SECONDS = 600;

/**
 * The start of a chapter that is locked, for everybody, where its author gives one: a playback from which nothing later can
 * be had. Null: there is none. A video on somebody else's server has none, because its address would be the whole of it;
 * nor has one whose playback id is public. Throws VideoUnavailableError or VideoNotClippedError.
 */
export async function getTaste({
  deps,
  chapter: { id, playbackId, videoUrl, durationSeconds },
}: {
  deps: Pick<Deps, "db" | "config" | "clock" | "mux" | "files">;
  chapter: FoundChapter;
}): Promise<Playback | null> {
  const found = await deps.db.chapter.findUnique({
    where: { id },
    select: { tasteSeconds: true, muxData: { select: { policy: true } } },
  });
  const wished = found?.tasteSeconds ?? null;
  if (wished === null) return null;
  const tasteSeconds = Math.max(1, Math.min(wished, Math.floor(durationSeconds ?? wished)));
  const expiresAt = new Date(deps.clock.now().getTime() + (tasteSeconds + GRACE_SECONDS) * 1000);
  const shared = { expiresAt: expiresAt.toISOString(), positionSeconds: 0, tasteSeconds };
  if (playbackId !== null && deps.mux !== null) {
    if (found?.muxData?.policy !== "signed") return null;
    const tokens = await signTokens({ deps, playbackId, expiresAt, tasteSeconds });
    return { kind: "mux", playbackId, tokens, ...shared };
  }
  if (videoUrl === null || !isStored(videoUrl)) return null;
  const clip = await deps.files.clipOf(videoUrl, tasteSeconds);
  return { kind: "file", url: deps.files.signedUrl(clip, expiresAt), ...shared };
}
