import {
  clearMuxDataCookies,
  getCoreReference,
  getError,
  Hls,
  initialize,
  reinitMuxData,
  teardown,
} from "@mux/playback-core";

import { onConsentChange } from "../../../shared/page-consent.js";
import { type AudioTracks, nativeAudioTracks } from "./audio-tracks.js";
import { rememberAddresses, renewStream } from "./renew-stream.js";

export interface EngineOptions {
  title: string;
  /** May views be counted by Mux Data, with its cookies? Asked again when the visitor has changed their mind. */
  measured: () => boolean;
}

/** What plays a stream in a video element. */
export interface Engine {
  readonly audioTracks: AudioTracks;
  /** What stopped it, if something did; the video element does not know. */
  readonly error: Pick<MediaError, "code" | "message"> | null;
  /**
   * Takes fresh addresses of the same stream into use without touching what is buffered. Resolves with false when that
   * cannot be done: then the stream has to be begun again.
   */
  renew(address: string): Promise<boolean>;
  close(): void;
}

/**
 * Plays an HLS stream: by hls.js, or by Safari itself. Without a worker: hls.js makes its worker from a blob, which a page
 * with a strict `worker-src` or with Trusted Types refuses, and streams in fragmented MP4 leave it little to do.
 */
export function startEngine(media: HTMLVideoElement, address: string, { title, measured }: EngineOptions): Engine {
  const options: Parameters<typeof initialize>[0] = {
    src: address,
    type: "application/vnd.apple.mpegurl",
    preload: "auto",
    streamType: "on-demand",
    metadata: { video_title: title },
    disableTracking: !measured(),
    disableCookies: !measured(),
    playerSoftwareName: "courselet",
    _hlsConfig: { enableWorker: false },
  };
  const hls = initialize(options, media).engine;
  const forget = onConsentChange(() => {
    const wasMeasured = !options.disableTracking;
    options.disableTracking = options.disableCookies = !measured();
    reinitMuxData(options, media, getCoreReference(media));
    if (wasMeasured && !measured()) clearMuxDataCookies();
  });
  if (hls) rememberAddresses(hls);
  // A language is there when it is in the list; the video element says nothing of it.
  hls?.on(Hls.Events.AUDIO_TRACKS_UPDATED, () => media.dispatchEvent(new Event("audiotrackschange")));
  hls?.on(Hls.Events.AUDIO_TRACK_SWITCHED, () => media.dispatchEvent(new Event("audiotrackschange")));
  return {
    audioTracks: hls
      ? {
          list: () =>
            hls.audioTracks.map(({ name, lang }, index) => ({
              index,
              label: name,
              language: lang ?? "",
              active: index === hls.audioTrack,
            })),
          choose: (index) => (hls.audioTrack = index),
        }
      : nativeAudioTracks(media),
    get error() {
      return getError(media) ?? null;
    },
    renew: async (fresh) => (hls ? renewStream(hls, media, fresh) : false),
    close: () => {
      forget();
      teardown(media, getCoreReference(media));
    },
  };
}
