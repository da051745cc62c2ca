import type { Preferences } from "../../../data/preferences.js";
import { captionsOf, showCaptions, shownCaptions, speaks } from "./captions.js";

/** The speeds of the menu, and of "<" and ">". */
export const RATES = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2];

export interface CommandOptions {
  media: HTMLVideoElement;
  /** Where the video is shown; knows what of it fills the screen. */
  root: ShadowRoot;
  /** What becomes the full screen: the video with all that lies over it. */
  stage: () => HTMLElement;
  preferences: () => Preferences;
  remember: (change: Partial<Preferences>) => void;
  chooseAudio: (index: number) => void;
  previous: () => (() => void) | undefined;
  next: () => (() => void) | undefined;
}

/** Safari on phones plays only its own video element in full screen. */
type PhoneVideo = HTMLVideoElement & { webkitEnterFullscreen?: () => void };

/** All that a visitor can have the player do, by button or by key. What they would want again is remembered. */
export class Commands {
  readonly #options: CommandOptions;

  constructor(options: CommandOptions) {
    this.#options = options;
  }

  togglePlay(): void {
    const { media } = this.#options;
    if (media.paused || media.ended) void media.play().catch(() => {});
    else media.pause();
  }

  seekTo(seconds: number): void {
    const { media } = this.#options;
    if (media.duration > 0) media.currentTime = Math.min(Math.max(0, seconds), media.duration);
  }

  seekBy(seconds: number): void {
    this.seekTo(this.#options.media.currentTime + seconds);
  }

  setVolume(volume: number): void {
    const { media, remember } = this.#options;
    media.volume = Math.round(Math.min(1, Math.max(0, volume)) * 100) / 100;
    media.muted = media.volume === 0;
    // As it was asked for: WebKit gives it back with the error of a float.
    remember({ volume: Math.round(media.volume * 100) / 100, muted: media.muted });
  }

  toggleMute(): void {
    const { media, remember } = this.#options;
    media.muted = !media.muted;
    if (!media.muted && media.volume === 0) media.volume = 0.5;
    remember({ muted: media.muted, volume: media.volume });
  }

  setRate(rate: number): void {
    const { media, remember } = this.#options;
    media.defaultPlaybackRate = media.playbackRate = rate;
    remember({ rate });
  }

  /** To the next slower or faster speed of the menu. */
  stepRate(by: 1 | -1): void {
    const { playbackRate } = this.#options.media;
    const next = by > 0 ? RATES.find((rate) => rate > playbackRate) : RATES.findLast((rate) => rate < playbackRate);
    if (next) this.setRate(next);
  }

  setCaptions(track: TextTrack | undefined): void {
    showCaptions(this.#options.media, track);
    this.#options.remember({ captions: track ? track.language || track.label : "off" });
  }

  /** Off, or on in the language that was chosen before, else in the first. */
  toggleCaptions(): void {
    const { media, preferences } = this.#options;
    const tracks = captionsOf(media);
    const { captions = "" } = preferences();
    const liked = tracks.find(({ language }) => speaks(language, captions) || speaks(language, navigator.language));
    if (tracks.length > 0) this.setCaptions(shownCaptions(media) ? undefined : (liked ?? tracks[0]));
  }

  setAudio(index: number, language: string): void {
    this.#options.chooseAudio(index);
    this.#options.remember({ audio: language });
  }

  async togglePicture(): Promise<void> {
    const { media, root } = this.#options;
    if (root.pictureInPictureElement === media) await document.exitPictureInPicture();
    else await media.requestPictureInPicture();
  }

  async toggleFullscreen(): Promise<void> {
    const media: PhoneVideo = this.#options.media;
    // The page may have filled the screen itself; that is not ours to leave.
    if (this.#options.root.fullscreenElement) return document.exitFullscreen();
    if (document.fullscreenEnabled) return this.#options.stage().requestFullscreen();
    media.webkitEnterFullscreen?.();
  }

  get previous(): (() => void) | undefined {
    return this.#options.previous();
  }

  get next(): (() => void) | undefined {
    return this.#options.next();
  }
}
