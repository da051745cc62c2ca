import type { CompletionRule } from "@courselet/contract/learning";
import type { ReactiveController, ReactiveControllerHost } from "lit";

import { type Range, WatchedRanges } from "../data/watched-ranges.js";

/** What is needed of the video that plays. */
export type Media = HTMLElement &
  Pick<
    HTMLMediaElement,
    "currentTime" | "duration" | "ended" | "paused" | "playbackRate" | "readyState" | "seeking" | "play" | "pause"
  >;

export interface MediaReport {
  positionSeconds: number;
  /** What was played since the last report. */
  watched: Range[];
  /** The page's rule. */
  completion: CompletionRule;
  /** Of the whole video; undefined while that is not known, and for a stream without an end. */
  durationSeconds: number | undefined;
  /** By that rule the chapter has been completed with this report. The server has the last word. */
  seemsCompleted: boolean;
}

export interface MediaListener {
  /** When does a chapter count as completed: at its end, or after this many percent of it were played? */
  completion: () => "ended" | number;
  /** The picture moves for the first time. */
  onStart: () => void;
  /** Every ten seconds, and when the visitor stops, leaves or comes to the end. */
  onReport: (report: MediaReport) => void;
  onEnd: () => void;
  onError: () => void;
}

const REPORT_EVERY_MS = 10_000;
/** `timeupdate` comes four times a second, in a hidden tab once; whoever moved further than this has jumped. */
const LONGEST_STEP_SECONDS = 2.5;
const HAVE_METADATA = 1;

/**
 * Joins an element to one video: counts what is watched and reports it, however the visitor leaves. Lives from the making of
 * the video until `close`.
 */
export class MediaController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #media: Media;
  readonly #listener: MediaListener;
  readonly #listening = new AbortController();
  readonly #all = new WatchedRanges();
  #unreported = new WatchedRanges();
  #last: number | undefined;
  #reportedAt = Date.now();
  #reportedPosition: number;
  /** Where the picture was when that was last known: a source that is being replaced starts at 0. */
  #position: number;
  #completed = false;
  #wasPlaying = false;

  constructor(host: ReactiveControllerHost, media: Media, startSeconds: number, listener: MediaListener) {
    this.#host = host;
    this.#media = media;
    this.#listener = listener;
    this.#reportedPosition = this.#position = startSeconds;
    this.#listen(startSeconds);
    host.addController(this);
  }

  /** The element was moved, not removed: go on where the browser may have stopped. */
  hostConnected(): void {
    if (this.#wasPlaying) void this.#media.play().catch(() => {});
    this.#wasPlaying = false;
  }

  hostDisconnected(): void {
    this.#wasPlaying = !this.#media.paused;
    this.#report();
  }

  /** Share of the video that was played, between 0 and 1. */
  get watchedShare(): number {
    const { duration } = this.#media;
    return duration > 0 ? Math.min(1, this.#all.seconds / duration) : 0;
  }

  /** Lets go of the video, with a last report. */
  close(): void {
    this.#report();
    this.#listening.abort();
    this.#media.pause();
    this.#host.removeController(this);
  }

  #listen(startSeconds: number): void {
    const media = this.#media;
    const { signal } = this.#listening;
    const on = (target: EventTarget, type: string, listener: () => void, once = false) =>
      target.addEventListener(type, listener, { signal, once });
    const begin = () => this.#begin(startSeconds);
    if (media.readyState >= HAVE_METADATA) begin();
    else on(media, "loadedmetadata", begin, true);
    on(media, "playing", this.#listener.onStart, true);
    on(media, "timeupdate", () => this.#advance());
    on(media, "seeking", () => (this.#last = undefined));
    // `timeupdate` comes a quarter of a second later.
    for (const type of ["playing", "seeked"]) on(media, type, () => (this.#last ??= media.currentTime));
    on(media, "pause", () => this.#report());
    on(media, "ended", () => this.#end());
    on(media, "error", this.#listener.onError);
    on(document, "visibilitychange", () => document.visibilityState === "hidden" && this.#report());
    on(window, "pagehide", () => this.#report());
  }

  /** Whoever comes back to a video that was all but over sees it from its start. */
  #begin(startSeconds: number): void {
    const { duration } = this.#media;
    if (startSeconds > 0 && startSeconds < duration - Math.min(5, duration / 10))
      this.#media.currentTime = startSeconds;
  }

  #advance(): void {
    this.#count();
    const completion = this.#completion;
    if (completion !== "ended" && this.watchedShare * 100 >= completion) this.#complete();
    // Ten seconds of the video are what may be lost, however fast they were played.
    const rate = Math.max(1, this.#media.playbackRate);
    if ((Date.now() - this.#reportedAt) * rate >= REPORT_EVERY_MS) this.#report();
  }

  /** Adds what was played since the last look. */
  #count(): void {
    const { currentTime, playbackRate, seeking, readyState } = this.#media;
    if (seeking || readyState < HAVE_METADATA) return;
    const last = this.#last ?? currentTime;
    const step = currentTime - last;
    if (step > 0 && step < LONGEST_STEP_SECONDS * Math.max(1, playbackRate)) {
      this.#all.add(last, currentTime);
      this.#unreported.add(last, currentTime);
    }
    this.#last = this.#position = currentTime;
  }

  #end(): void {
    this.#advance();
    if (this.#completion === "ended") this.#complete();
    this.#report();
    this.#listener.onEnd();
  }

  #complete(): void {
    if (this.#completed) return;
    this.#completed = true;
    this.#report(true);
  }

  /** A percent is whole and at most 100; what is none of that counts as `ended`. */
  get #completion(): CompletionRule {
    const completion = this.#listener.completion();
    return completion === "ended" || Number.isNaN(completion)
      ? "ended"
      : Math.min(100, Math.max(0, Math.round(completion)));
  }

  #report(seemsCompleted = false): void {
    this.#count();
    const { duration, ended } = this.#media;
    if (ended) this.#position = duration;
    const positionSeconds = this.#position;
    const watched = this.#unreported.list();
    if (!seemsCompleted && watched.length === 0 && positionSeconds === this.#reportedPosition) return;
    this.#reportedAt = Date.now();
    this.#reportedPosition = positionSeconds;
    this.#unreported = new WatchedRanges();
    this.#listener.onReport({
      positionSeconds,
      watched,
      completion: this.#completion,
      durationSeconds: Number.isFinite(duration) && duration > 0 ? duration : undefined,
      seemsCompleted,
    });
  }
}
