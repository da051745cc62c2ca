import { html, type TemplateResult } from "lit";

import { formatClock } from "../../../shared/format-clock.js";
import type { ControlsView } from "./controls-view.js";
import { Storyboard } from "./storyboard.js";

export interface SeekBarOptions {
  media: HTMLVideoElement;
  seekTo: (seconds: number) => void;
  storyboardUrl: () => string | undefined;
  /** Something is seen that a new rendering would show. */
  changed: () => void;
}

/** The widest a small picture gets, in pixels. */
const TILE_WIDTH = 160;

/**
 * The bar that shows how far a video is and takes it elsewhere. What moves with the time is set as custom properties: style
 * attributes are markup, which a page with a strict policy does not allow.
 */
export class SeekBar {
  /** Where the handle is being pulled to, in seconds. */
  pulledTo: number | undefined;
  readonly #options: SeekBarOptions;
  readonly #storyboard = new Storyboard();
  #pointedAt: number | undefined;

  constructor(options: SeekBarOptions) {
    this.#options = options;
  }

  render({ media, text, language }: ControlsView): TemplateResult {
    const duration = Number.isFinite(media.duration) ? media.duration : 0;
    const at = Math.min(this.pulledTo ?? media.currentTime, duration);
    const [time, whole] = [at, duration].map((seconds) => formatClock(seconds, language));
    const pointed = this.#pointedAt === undefined ? "" : formatClock(this.#pointedAt, language);
    return html`<div
      class="seek ${this.pulledTo === undefined ? "" : "pulled"}"
      dir="ltr"
      role="slider"
      tabindex="0"
      aria-label=${text("position")}
      aria-valuemin="0"
      aria-valuemax=${Math.floor(duration)}
      aria-valuenow=${Math.floor(at)}
      aria-valuetext=${text("positionOf", { time: time ?? "", duration: whole ?? "" })}
      @pointerenter=${this.#prepare}
      @pointerdown=${this.#pull}
      @pointermove=${this.#point}
      @pointerup=${this.#release}
      @pointercancel=${this.#release}
      @pointerleave=${this.#leave}
    >
      <div class="rail">
        <div class="watched"></div>
        <div class="buffered"></div>
        <div class="played"></div>
      </div>
      <div class="handle"></div>
      <div class="bubble ${pointed ? "" : "gone"}">
        <div class="tile"></div>
        <span class="glass">${pointed}</span>
      </div>
    </div>`;
  }

  /** Sets what moves, on what was rendered. */
  paint(container: HTMLElement): void {
    const { media } = this.#options;
    const bar = container.querySelector<HTMLElement>(".seek");
    const tile = container.querySelector<HTMLElement>(".tile");
    if (!bar || !tile || !(media.duration > 0)) return;
    const percent = (seconds: number) => `${(100 * seconds) / media.duration}%`;
    bar.style.setProperty("--played", percent(this.pulledTo ?? media.currentTime));
    bar.style.setProperty("--buffered", percent(bufferedUntil(media)));
    bar.style.setProperty("--watched", stripes(media.played, percent));
    if (this.#pointedAt === undefined) return;
    bar.style.setProperty("--pointed", percent(this.#pointedAt));
    this.#paintTile(tile, this.#pointedAt);
  }

  #paintTile(tile: HTMLElement, seconds: number): void {
    const cut = this.#storyboard.at(seconds);
    tile.hidden = !cut;
    if (!cut) return;
    const { url, x, y, width, height } = cut;
    tile.style.backgroundImage = `url("${url}")`;
    tile.style.backgroundPosition = `${-x}px ${-y}px`;
    tile.style.inlineSize = `${width}px`;
    tile.style.blockSize = `${height}px`;
    tile.style.zoom = String(Math.min(1, TILE_WIDTH / width));
  }

  readonly #prepare = (): void => {
    void this.#storyboard.prepare(this.#options.storyboardUrl()).then(this.#options.changed);
  };

  readonly #point = (event: PointerEvent): void => {
    const bar = event.currentTarget as HTMLElement;
    const { left, width } = bar.getBoundingClientRect();
    const { media, seekTo, changed } = this.#options;
    const share = Math.min(1, Math.max(0, (event.clientX - left) / width));
    this.#pointedAt = share * (media.duration || 0);
    if (this.pulledTo !== undefined) {
      this.pulledTo = this.#pointedAt;
      // The picture follows as fast as it can, not as fast as the finger.
      if (!media.seeking) seekTo(this.pulledTo);
    }
    changed();
  };

  readonly #pull = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    this.pulledTo = 0;
    this.#point(event);
  };

  readonly #release = (event: PointerEvent): void => {
    if (this.pulledTo === undefined) return;
    this.#options.seekTo(this.pulledTo);
    this.pulledTo = undefined;
    if (event.pointerType !== "mouse") this.#pointedAt = undefined;
    this.#options.changed();
  };

  readonly #leave = (): void => {
    if (this.pulledTo !== undefined) return;
    this.#pointedAt = undefined;
    this.#options.changed();
  };
}

/** The end of what can be played on from here without a wait. */
function bufferedUntil({ buffered, currentTime }: HTMLMediaElement): number {
  for (let index = 0; index < buffered.length; index++) {
    if (buffered.start(index) <= currentTime + 0.1 && currentTime <= buffered.end(index)) return buffered.end(index);
  }
  return 0;
}

/** A background that is coloured where these ranges are. */
function stripes(ranges: TimeRanges, percent: (seconds: number) => string): string {
  const stops: string[] = [];
  for (let index = 0; index < ranges.length; index++) {
    const [from, to] = [percent(ranges.start(index)), percent(ranges.end(index))];
    stops.push(`transparent ${from}`, `currentColor ${from} ${to}`, `transparent ${to}`);
  }
  return `linear-gradient(90deg, ${stops.join(", ") || "transparent, transparent"})`;
}
