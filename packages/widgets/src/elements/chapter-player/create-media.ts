import type { Playback } from "@courselet/contract/learning";

import type { Media } from "../../controllers/media-controller.js";
import { safeUrl } from "../../shared/safe-url.js";

/** What is set on a `<mux-player>`; its package declares no type for the tag. */
type MuxPlayer = Media & {
  playbackId: string;
  tokens: { playback: string; thumbnail: string; storyboard: string };
  metadataVideoTitle: string;
  disableTracking: boolean;
  disableCookies: boolean;
};

/** A video element, and how to have it play (also once more, when an address has expired). */
export interface CreatedMedia {
  media: Media;
  load: (playback: Playback) => void;
}

/**
 * The element that plays this: the browser's own `<video>` for a file, Mux's player for a Mux asset. Only the second one
 * loads code, a third of a megabyte, and only when it is asked for.
 */
export async function createMedia(playback: Playback, title: string): Promise<CreatedMedia> {
  await loadPlayer(playback);
  const created = playback.kind === "mux" ? createMuxPlayer(title) : createVideo(title);
  created.load(playback);
  return created;
}

/** Loads the code that this needs to play, if any. */
export async function loadPlayer({ kind }: Playback): Promise<void> {
  if (kind === "mux") await import("@mux/mux-player");
}

function createMuxPlayer(title: string): CreatedMedia {
  const media = document.createElement("mux-player") as MuxPlayer;
  media.metadataVideoTitle = title;
  // A guest on somebody's page: no analytics and no cookies of a third party.
  media.disableTracking = media.disableCookies = true;
  media.setAttribute("playsinline", "");
  const load = (playback: Playback) => {
    if (playback.kind !== "mux") return;
    media.tokens = playback.tokens;
    media.playbackId = playback.playbackId;
  };
  return { media, load };
}

function createVideo(title: string): CreatedMedia {
  const media = document.createElement("video");
  media.controls = media.playsInline = true;
  media.preload = "metadata";
  media.setAttribute("controlslist", "nodownload");
  media.setAttribute("aria-label", title);
  const load = (playback: Playback) => {
    if (playback.kind === "file") media.src = safeUrl(playback.url) ?? "";
  };
  return { media, load };
}
