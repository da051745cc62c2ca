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

/**
 * The element that plays this: the browser's own `<video>` for a file, Mux's player for a Mux asset. Only the second one
 * loads code, a third of a megabyte, and only when it is asked for.
 */
export async function createMedia(playback: Playback, title: string): Promise<Media> {
  if (playback.kind === "file") return createVideo(playback.url, title);
  await loadMuxPlayer();
  const player = document.createElement("mux-player") as MuxPlayer;
  player.playbackId = playback.playbackId;
  player.tokens = playback.tokens;
  player.metadataVideoTitle = title;
  // A guest on somebody's page: no analytics and no cookies of a third party.
  player.disableTracking = true;
  player.disableCookies = true;
  player.setAttribute("playsinline", "");
  return player;
}

export async function loadMuxPlayer(): Promise<void> {
  await import("@mux/mux-player");
}

function createVideo(url: string, title: string): HTMLVideoElement {
  const video = document.createElement("video");
  video.controls = video.playsInline = true;
  video.preload = "metadata";
  video.setAttribute("controlslist", "nodownload");
  video.setAttribute("aria-label", title);
  video.src = safeUrl(url) ?? "";
  return video;
}
