import type { Playback } from "@courselet/contract/learning";

import { safeUrl } from "../../../shared/safe-url.js";
import { type AudioTracks, nativeAudioTracks } from "./audio-tracks.js";
import { freezeFrame } from "./freeze-frame.js";
import { swapSource } from "./swap-source.js";

export interface MediaOptions {
  /** What the video is called. */
  title: string;
  /** May Mux count the view? Only where the visitor agreed to everything; asked anew when they changed their mind. */
  measured: () => boolean;
}

/** A video, and how to have it play (also once more, when its addresses are about to expire). */
export interface CreatedMedia {
  readonly media: HTMLVideoElement;
  /** What goes into the stage: the video, and what lies over it. */
  readonly view: HTMLElement;
  /** The languages that can be heard. Replaced when the engine is: do not keep it. */
  readonly audioTracks: AudioTracks;
  /** What stopped it: the video's own error, or the engine's, of which the video does not know. */
  readonly error: Pick<MediaError, "code" | "message"> | null;
  /** Addresses of the pictures that are shown while somebody looks for a place; undefined where there are none. */
  readonly storyboardUrl: string | undefined;
  /**
   * Plays this instead. For fresh addresses of what plays already: position, speed, captions, language and pause stay, and
   * the picture does not go away. Resolves when they are in use; rejects when they do not work either.
   */
  load: (playback: Playback) => Promise<void>;
  /** Lets go of everything: the engine, its requests and buffers, the address. */
  close: () => void;
}

type Engine = import("./mux-engine.js").Engine;

/**
 * Makes the element that plays: always a plain `<video>`, under controls of our own. A file is played by the browser alone.
 * For Mux assets and HLS there is an engine behind it, Mux's own playback core with hls.js, loaded only then.
 *
 * Not `<mux-player>`, which is the same engine with controls: those are styled by `<style>` elements and `innerHTML` in
 * shadow roots, which a page with nonces in its `style-src` or with Trusted Types refuses; they ask a third party for a Cast
 * script; they weigh a third more; and a file would have other controls than a Mux asset. Not `hls.js/light` either, for
 * want of alternate audio and subtitles.
 */
export async function createMedia(playback: Playback, { title, measured }: MediaOptions): Promise<CreatedMedia> {
  const media = document.createElement("video");
  media.playsInline = true;
  media.preload = "metadata";
  media.tabIndex = -1;
  media.setAttribute("aria-label", title);
  const view = document.createElement("div");
  view.className = "view";
  view.append(media);

  let engine: Engine | undefined;
  let storyboardUrl: string | undefined;
  let closed = false;

  /** Begins with an address, whatever played before. */
  const begin = async (address: string, next: Playback): Promise<void> => {
    engine?.close();
    engine = undefined;
    if (isStream(next)) {
      const { startEngine } = await import("./mux-engine.js");
      if (!closed) engine = startEngine(media, address, { title, measured });
    } else {
      media.src = address;
    }
  };

  const load = async (next: Playback): Promise<void> => {
    const address = addressOf(next);
    const isFirst = !media.currentSrc && !engine;
    storyboardUrl = storyboardOf(next);
    if (isFirst) return begin(address, next);
    if (isStream(next) && (await engine?.renew(address).catch(() => false))) return;
    const thaw = freezeFrame(media);
    try {
      await swapSource(media, () => begin(address, next));
    } finally {
      thaw();
    }
  };

  await load(playback);
  return {
    media,
    view,
    get audioTracks() {
      return engine?.audioTracks ?? nativeAudioTracks(media);
    },
    get error() {
      return engine?.error ?? media.error;
    },
    get storyboardUrl() {
      return storyboardUrl;
    },
    load,
    close: () => {
      closed = true;
      engine?.close();
      engine = undefined;
      media.pause();
      media.removeAttribute("src");
      media.load();
    },
  };
}

/** Loads the code that this needs to play, if any. */
export async function loadPlayer(playback: Playback): Promise<void> {
  if (isStream(playback)) await import("./mux-engine.js");
}

function isStream(playback: Playback): boolean {
  return playback.kind === "mux" || /\.m3u8$/i.test(URL.parse(playback.url, document.baseURI)?.pathname ?? "");
}

/** Empty for a file whose address is not http: nothing will play. */
function addressOf(playback: Playback): string {
  if (playback.kind === "file") return safeUrl(playback.url) ?? "";
  return muxUrl("stream", `${encodeURIComponent(playback.playbackId)}.m3u8`, playback.tokens.playback);
}

function storyboardOf(playback: Playback): string | undefined {
  if (playback.kind !== "mux" || !playback.tokens.storyboard) return undefined;
  return muxUrl("image", `${encodeURIComponent(playback.playbackId)}/storyboard.vtt`, playback.tokens.storyboard);
}

/** A public asset has no tokens: they are empty then. */
function muxUrl(host: string, path: string, token: string): string {
  return `https://${host}.mux.com/${path}${token && `?token=${encodeURIComponent(token)}`}`;
}
