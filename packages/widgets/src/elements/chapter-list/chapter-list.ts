import type { ChapterOutline } from "@courselet/contract/catalogue";
import { html, LitElement, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";

import { CourseController } from "../../controllers/course-controller.js";
import { SettingsController } from "../../controllers/settings-controller.js";
import { buttonStyles } from "../../shared/button-styles.js";
import { CourseErrorEvent } from "../../shared/course-error-event.js";
import { formatDuration } from "../../shared/format-duration.js";
import { hasAccess } from "../../shared/has-access.js";
import { hostStyles } from "../../shared/host-styles.js";
import { icon } from "../../shared/icon.js";
import { numberFormat } from "../../shared/number-format.js";
import { surfaceStyles } from "../../shared/surface-styles.js";
import { warnOnce } from "../../shared/warn-once.js";
import { chapterListMessages } from "./chapter-list-messages.js";
import { chapterListStyles } from "./chapter-list.styles.js";
import { ChapterSelectEvent } from "./chapter-select-event.js";

const tickIcon = "m6.5 12.6 3.7 3.7 7.3-8";
const lockIcon =
  "M7 11h10a1.5 1.5 0 0 1 1.5 1.5v6A1.5 1.5 0 0 1 17 20H7a1.5 1.5 0 0 1-1.5-1.5v-6A1.5 1.5 0 0 1 7 11ZM8.5 11V7.5a3.5 3.5 0 0 1 7 0V11";
const readingIcon = "M5 5.5h5a2 2 0 0 1 2 2V19a2 2 0 0 0-2-1.5H5ZM19 5.5h-5a2 2 0 0 0-2 2V19a2 2 0 0 1 2-1.5h5Z";

/**
 * @summary The chapters of a course: what is done, what is open, what is locked, and how long each one is.
 *
 * @slot - Shown before and without JavaScript, and when the course does not exist.
 * @slot heading - In place of "Chapters".
 *
 * @event {ChapterSelectEvent} chapter-select - A chapter was chosen. Cancelable.
 * @event {CourseErrorEvent} course-error - The course could not be loaded.
 *
 * @csspart base - The whole.
 * @csspart item - The button of a chapter.
 * @csspart lock - The lock in place of the number.
 * @csspart duration - How long the chapter is.
 * @csspart current - The button of the current chapter.
 *
 * @cssproperty --course-accent - Current chapter, "Free", progress.
 * @cssproperty --course-radius - Corner radius.
 * @cssproperty --course-space - Space around the text.
 * @cssproperty --course-surface - Background.
 * @cssproperty --course-text - Colour of the text.
 * @cssproperty --course-muted - Colour of what matters less.
 * @cssproperty --course-font - Font family; the page's own without it.
 */
export class ChapterListElement extends LitElement {
  static override readonly styles = [hostStyles, buttonStyles, surfaceStyles, chapterListStyles];

  @property({ attribute: "course-id" }) courseId?: string;
  /**
   * Id of the chapter that is highlighted. Without it the one where the learner stopped. Changes when another one is chosen
   * here, or begins to play in a player of the course.
   */
  @property({ reflect: true }) current?: string | undefined;

  /** Loaded by those who have to be told something. */
  @state() private closed: typeof import("./closed-note.js") | undefined;

  readonly #course = new CourseController(this);
  readonly #settings = new SettingsController(this, chapterListMessages);
  #failed = false;
  /** The player that has begun to play. */
  #started: EventTarget | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener("chapter-start", this.#follow as EventListener);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("chapter-start", this.#follow as EventListener);
  }

  override willUpdate(): void {
    const { store, snapshot } = this.#course;
    if (store && snapshot.courseId && snapshot.outlineStatus === "idle") store.loadOutline(snapshot.courseId);
  }

  override updated(): void {
    const { outlineStatus, courseId } = this.#course.snapshot;
    const failed = outlineStatus === "failed";
    if (failed && !this.#failed) this.dispatchEvent(new CourseErrorEvent(courseId));
    this.#failed = failed;
    if (this.#reason() && !this.closed) {
      import("./closed-note.js").then(
        (closed) => (this.closed = closed),
        () => {},
      );
    }
  }

  /** A player of the course has gone on. */
  readonly #follow = (event: HTMLElementEventMap["chapter-start"]): void => {
    if (event.courseId !== this.#course.snapshot.courseId) return;
    this.current = event.chapterId;
    this.#started = event.composedPath()[0];
  };

  async #select(chapterId: string): Promise<void> {
    const { courseId } = this.#course.snapshot;
    if (!this.dispatchEvent(new ChapterSelectEvent(courseId, chapterId))) return;
    this.current = chapterId;
    const { leadPlayers } = await import("./lead-players.js");
    leadPlayers(this, courseId, chapterId, this.#started);
  }

  #currentId(): string | undefined {
    const progress = this.#course.snapshot.learner?.progress;
    return this.current || ((progress?.percent || progress?.positionSeconds) && progress.nextChapterId) || undefined;
  }

  override render() {
    const { snapshot, store } = this.#course;
    const { chapters, card, courseId } = snapshot;
    const text = this.#settings.text.bind(this.#settings);
    if (snapshot.status === "missing") {
      warnOnce(`There is no published course ${courseId}: the content of <${this.localName}> is shown.`);
      return html`<slot></slot>`;
    }
    if (!chapters && [snapshot.status, snapshot.outlineStatus].includes("failed")) {
      return html`<div class="base surface failure" part="base">
        <slot></slot>
        <p class="note" role="status">${text("courseFailed")}</p>
        <button class="button quiet" type="button" @click=${() => store?.retry(courseId)}>${text("tryAgain")}</button>
      </div>`;
    }
    const reason = this.#reason();
    return html`<nav class="base surface" part="base" aria-label=${text("chapterList")} aria-busy=${!chapters}>
      <div class="head">
        <slot name="heading"><span>${text("chapterList")}</span></slot>
        <span class="count">${chapters?.length ? this.#count(chapters.length) : nothing}</span>
      </div>
      ${reason ? this.closed?.renderReason(reason, this.#settings) : nothing}
      ${chapters?.length === 0 ? html`<p class="note">${text("noChapters")}</p>` : nothing}
      <ol role="list">
        ${
          chapters?.map((chapter) => this.#renderRow(chapter)) ??
          Array.from({ length: card?.chapterCount ?? 6 }, () => skeleton)
        }
      </ol>
    </nav>`;
  }

  /** How many there are; of those who have begun, how many are done. */
  #count(count: number): string {
    const { learner } = this.#course.snapshot;
    const done = learner?.progress.completedChapterIds.length;
    return done || hasAccess(learner)
      ? this.#settings.text("countDone", { done: done ?? 0, count })
      : this.#settings.text("chapters", { count });
  }

  /** Why what was open is closed, or will soon be open. That a course has to be bought says the button that sells it. */
  #reason() {
    const { learner, purchase } = this.#course.snapshot;
    if (hasAccess(learner)) return undefined;
    const reason = purchase.phase === "processing" ? "payment_processing" : learner?.reason;
    return reason === "not_purchased" || reason === "not_enrolled" ? undefined : reason;
  }

  #renderRow(chapter: ChapterOutline): TemplateResult {
    const { learner, learnerStatus } = this.#course.snapshot;
    const { language } = this.#settings;
    const { id, isFree, durationSeconds } = chapter;
    const done = learner?.progress.completedChapterIds.includes(id);
    const isOutside = learnerStatus !== "loading" && !hasAccess(learner);
    const locked = isOutside && !isFree && !done;
    const isCurrent = id === this.#currentId();
    return html`<li>
      <button
        class="chapter ${done ? "done" : locked ? "locked" : ""}"
        part="item ${isCurrent ? "current" : ""}"
        type="button"
        aria-current=${isCurrent}
        @click=${() => void this.#select(id)}
      >
        <span class="mark" part=${locked ? "lock" : ""}>
          ${
            done
              ? icon(tickIcon)
              : locked
                ? icon(lockIcon)
                : html`<span aria-hidden="true">${numberFormat(language).format(chapter.position)}</span>`
          }
        </span>
        <span class="name">
          ${chapter.title}${
            done || locked
              ? html`<span class="hidden">, ${this.#settings.text(done ? "completed" : "locked")}</span>`
              : nothing
          }
          ${this.#renderDetail(chapter)}
        </span>
        ${isOutside && isFree && !done ? html`<span class="free">${this.#settings.text("freeTag")}</span>` : nothing}
        ${
          durationSeconds === null
            ? nothing
            : html`<span class="time" part="duration">${formatDuration(durationSeconds, language)}</span>`
        }
      </button>
    </li>`;
  }

  /** A chapter to be read says so; the one where the learner stopped, how much of it is left. */
  #renderDetail({ id, hasVideo, durationSeconds }: ChapterOutline) {
    const settings = this.#settings;
    if (!hasVideo) return html`<span class="detail">${icon(readingIcon)}${settings.text("reading")}</span>`;
    const { nextChapterId, positionSeconds = 0 } = this.#course.snapshot.learner?.progress ?? {};
    if (id !== nextChapterId || positionSeconds < 1 || !durationSeconds) return nothing;
    const left = formatDuration(Math.max(0, durationSeconds - positionSeconds), settings.language);
    return html`<span class="detail">
      <progress max=${durationSeconds} value=${positionSeconds} aria-hidden="true"></progress>
      ${settings.text("timeLeft", { time: left })}
    </span>`;
  }
}

const skeleton = html`<li class="chapter"><span class="mark"></span><span class="bone"></span></li>`;

declare global {
  interface HTMLElementTagNameMap {
    "chapter-list": ChapterListElement;
  }
}
