import { html, LitElement, type PropertyValues } from "lit";
import { property, query } from "lit/decorators.js";

import { CourseController } from "../../controllers/course-controller.js";
import { SettingsController } from "../../controllers/settings-controller.js";
import { hasOwnContent } from "../../shared/has-own-content.js";
import { hostStyles } from "../../shared/host-styles.js";
import { numberFormat } from "../../shared/number-format.js";
import { progressBarStyles } from "./progress-bar.styles.js";
import { progressMessages } from "./progress-messages.js";

/** The progress shown by a `<progress-bar>` went up or down, after it was first known. */
export class ProgressChangeEvent extends Event {
  readonly courseId: string | undefined;
  /** Completed chapters, or the element's own `value`. */
  readonly value: number;
  /** Chapters of the course, or the element's own `max`. */
  readonly max: number;

  constructor(courseId: string | undefined, value: number, max: number) {
    super("progress-change", { bubbles: true, composed: true });
    this.courseId = courseId;
    this.value = value;
    this.max = max;
  }
}

/**
 * @summary How far a learner is in a course; or any other progress, given as `value` and `max`.
 *
 * @slot - The label, in place of the `label` attribute or of "3 of 8 chapters".
 *
 * @event {ProgressChangeEvent} progress-change - The progress changed while it was shown.
 *
 * @csspart base - The whole.
 * @csspart label - The line above the track.
 * @csspart track - What the indicator moves in.
 * @csspart indicator - What has been done.
 *
 * @cssproperty --course-accent - Colour of the indicator.
 */
export class ProgressBarElement extends LitElement {
  static override readonly styles = [hostStyles, progressBarStyles];

  /** The course whose progress is shown. */
  @property({ attribute: "course-id" }) courseId?: string;
  /** Progress of your own, from 0 to `max`. Used when there is no course. */
  @property({ type: Number }) value = 0;
  @property({ type: Number }) max = 100;
  /** Says what progresses, for everybody to read. */
  @property() label = "";
  /** How the value is written beside the label. */
  @property() format: "percent" | "count" | "none" = "percent";

  @query(".indicator") private readonly indicator!: HTMLElement;

  readonly #course = new CourseController(this, () => this.courseId);
  readonly #settings = new SettingsController(this, progressMessages);
  #shown: number | undefined;

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("courseId")) this.#shown = undefined;
  }

  override updated(): void {
    const progress = this.#progress();
    this.indicator.style.inlineSize = `${progress.share * 100}%`;
    if (!progress.known) return;
    if (this.#shown !== undefined && this.#shown !== progress.share) {
      this.indicator.classList.add("moving");
      this.dispatchEvent(new ProgressChangeEvent(this.courseId, progress.value, progress.max));
    }
    this.#shown = progress.share;
  }

  #progress(): Progress {
    if (!this.courseId) {
      const share = this.max > 0 ? Math.min(1, Math.max(0, this.value / this.max)) : 0;
      return { value: this.value, max: this.max, share, known: true };
    }
    const { learner, card } = this.#course.snapshot;
    if (!learner) return { value: 0, max: card?.chapterCount ?? 0, share: 0, known: false };
    const { completedChapters, totalChapters, percent } = learner.progress;
    return { value: completedChapters, max: totalChapters, share: percent / 100, known: true };
  }

  override render() {
    const { value, max, share } = this.#progress();
    const { courseId, format } = this;
    const settings = this.#settings;
    const count = max ? settings.text(courseId ? "chaptersDone" : "countDone", { done: value, count: max }) : "";
    const percent = numberFormat(settings.language, { style: "percent" }).format(share);
    const own = hasOwnContent(this);
    const label = this.label || (courseId && format === "percent" ? count : "");
    const written = format === "percent" ? percent : format === "count" ? count : "";
    return html`
      <div class="base" part="base">
        <div class="label" part="label" ?hidden=${!label && !own && !written}>
          <span>${own ? html`<slot></slot>` : label}</span>
          <span class="value" aria-hidden="true">${written}</span>
        </div>
        <div
          class="track"
          part="track"
          role="progressbar"
          aria-label=${(own && this.textContent) || label || settings.text("progress")}
          aria-valuemin="0"
          aria-valuemax=${max}
          aria-valuenow=${Math.min(value, max)}
          aria-valuetext=${written || percent}
        >
          <div class="indicator" part="indicator"></div>
        </div>
      </div>
    `;
  }
}

interface Progress {
  value: number;
  max: number;
  /** Between 0 and 1. */
  share: number;
  known: boolean;
}

declare global {
  interface HTMLElementTagNameMap {
    "progress-bar": ProgressBarElement;
  }
  interface HTMLElementEventMap {
    "progress-change": ProgressChangeEvent;
  }
}
