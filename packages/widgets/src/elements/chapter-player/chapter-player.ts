import type { ChapterOutline } from "@courselet/contract/catalogue";
import type { LockReason, Playback } from "@courselet/contract/learning";
import { LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";

import { CourseController } from "../../controllers/course-controller.js";
import { type Media, MediaController, type MediaReport } from "../../controllers/media-controller.js";
import { SettingsController } from "../../controllers/settings-controller.js";
import { buttonStyles } from "../../shared/button-styles.js";
import { hasAccess } from "../../shared/has-access.js";
import { hostStyles } from "../../shared/host-styles.js";
import { html } from "../../shared/own-tags.js";
import { warnOnce } from "../../shared/warn-once.js";
import {
  ChapterCompleteEvent,
  ChapterLockedEvent,
  ChapterProgressEvent,
  ChapterStartEvent,
  CourseCompleteEvent,
} from "./chapter-events.js";
import { lockOf } from "./chapter-lock.js";
import { chapterMessages, lockSentence } from "./chapter-messages.js";
import { renderOutline } from "./chapter-outline.js";
import { chapterPlayerStyles } from "./chapter-player.styles.js";
import { renderStage, type Stage } from "./chapter-stage.js";
import { createMedia, loadMuxPlayer } from "./create-media.js";

interface Prepared {
  chapterId: string;
  playback: Promise<Playback>;
}

/** What the server said to a request to play, with what was known of the learner then. */
interface Refusal {
  chapterId: string;
  code: string;
  learner: unknown;
}

/**
 * @summary Plays the chapters of a course, with its outline beside them; keeps the learner's progress; says why a chapter is
 * locked and sells the course in its place.
 *
 * @slot - Shown before and without JavaScript, and when the course does not exist.
 * @slot poster - A picture of your own behind the play button, in place of the cover.
 * @slot locked - In place of all that is said over a locked chapter.
 * @slot after - Below the player.
 *
 * @event {ChapterStartEvent} chapter-start - A video began to play.
 * @event {ChapterProgressEvent} chapter-progress - More of it was watched.
 * @event {ChapterCompleteEvent} chapter-complete - A chapter was completed.
 * @event {CourseCompleteEvent} course-complete - The last chapter was completed.
 * @event {ChapterLockedEvent} chapter-locked - A locked chapter is shown.
 *
 * @csspart base - The whole.
 * @csspart media - What is 16:9: poster, video, messages.
 * @csspart poster - The picture before the video.
 * @csspart play - The play button; all of the poster can be pressed.
 * @csspart locked - What lies over a locked chapter.
 * @csspart toolbar - Title, progress and next.
 * @csspart next - The button to the next chapter.
 *
 * @cssproperty --course-accent - Current chapter, progress, buttons.
 * @cssproperty --course-radius - Corner radius.
 * @cssproperty --course-space - Space around the text.
 * @cssproperty --course-surface - Background of outline and toolbar.
 * @cssproperty --course-text - Colour of their text.
 * @cssproperty --course-muted - Colour of what matters less.
 * @cssproperty --course-font - Font family; the page's own without it.
 */
export class ChapterPlayerElement extends LitElement {
  static override readonly styles = [hostStyles, buttonStyles, chapterPlayerStyles];

  @property({ attribute: "course-id" }) courseId?: string;
  /** The chapter to show. Without it: where the learner stopped, else the first. */
  @property({ attribute: "chapter-id" }) chapterId?: string;
  /** Goes on by itself when a chapter ends. */
  @property({ type: Boolean, attribute: "autoplay-next" }) autoplayNext = false;
  /** When to get ready to play: not before play, when the visitor points at it, or as soon as it is in view. */
  @property() preload: "none" | "intent" | "visible" = "none";
  /** A chapter is completed at its end, or when this many percent of it were played. */
  @property() completion = "ended";

  /** The chapter that was chosen here, or begun; goes before `chapterId`. */
  @state() private chosen: string | undefined;
  @state() private phase: "poster" | "starting" | "playing" | "failed" = "poster";
  @state() private refusal: Refusal | undefined;
  @state() private ended = false;

  @query(".scroll") private readonly list!: HTMLElement | null;
  @query("[aria-current]") private readonly currentRow!: HTMLElement | null;

  readonly #course = new CourseController(this, () => this.courseId);
  readonly #settings = new SettingsController(this, chapterMessages);
  readonly #player = new MediaController(this, {
    completion: () => (this.completion === "ended" ? "ended" : Number(this.completion)),
    onStart: () => this.#started(),
    onReport: (report) => this.#report(report),
    onEnd: () => this.#end(),
    onError: () => this.#recover(),
  });
  #media: Media | undefined;
  #expiresAt = 0;
  #prepared: Prepared | undefined;
  /** Counts the attempts to play: an answer to an older one comes too late. */
  #attempt = 0;
  #announcedLock = "";
  #inView: IntersectionObserver | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#inView?.disconnect();
    this.#inView = undefined;
  }

  /** Lets browsers that can do so (`moveBefore`) move a playing player without a stop. */
  connectedMoveCallback(): void {}

  override willUpdate(changed: PropertyValues<this>): void {
    const { store, snapshot } = this.#course;
    if (store && snapshot.courseId && snapshot.outlineStatus === "idle") store.loadOutline(snapshot.courseId);
    if (changed.has("courseId") || changed.has("chapterId")) {
      this.#leave();
      this.chosen = undefined;
    }
    if (this.#lock() && this.phase !== "poster") this.#leave();
  }

  override updated(): void {
    this.#announceLock();
    this.#watchVisibility();
    if (this.list && this.currentRow) keepInView(this.list, this.currentRow);
  }

  /** Plays the chapter that is shown, from where the learner stopped. */
  async play(): Promise<void> {
    const chapterId = this.#currentId();
    if (!chapterId || this.#lock()) return;
    const resumeAt = this.#media ? this.#player.position : undefined;
    const attempt = ++this.#attempt;
    this.chosen = chapterId;
    this.phase = "starting";
    this.refusal = undefined;
    this.ended = false;
    try {
      const playback = await this.#prepare(chapterId);
      const media = await createMedia(playback, this.#chapter()?.title ?? "");
      if (attempt !== this.#attempt) return;
      this.#show(media, playback, resumeAt ?? playback.positionSeconds);
      await this.updateComplete;
      await media.play();
      media.focus();
    } catch (error) {
      if (attempt === this.#attempt) this.#explain(error, chapterId);
    }
  }

  #prepare(chapterId: string): Promise<Playback> {
    if (this.#prepared?.chapterId !== chapterId) {
      const { store } = this.#course;
      const playback = store ? store.playback(chapterId) : Promise.reject(new Error("Not in a page."));
      playback.then(
        ({ kind }) => kind === "mux" && void loadMuxPlayer().catch(() => {}),
        () => (this.#prepared = undefined),
      );
      this.#prepared = { chapterId, playback };
    }
    return this.#prepared.playback;
  }

  #show(media: Media, playback: Playback, startSeconds: number): void {
    this.#prepared = undefined;
    this.#expiresAt = Date.parse(playback.expiresAt);
    this.#media = media;
    this.#player.attach(media, startSeconds);
    this.requestUpdate();
  }

  #explain(error: unknown, chapterId: string): void {
    // A browser that wants another press before it plays with sound: the video is there with its own controls.
    if (error instanceof DOMException && error.name === "NotAllowedError") {
      this.phase = "playing";
      return;
    }
    const code = error instanceof Error && "code" in error ? String(error.code) : "offline";
    this.#drop();
    this.refusal = { chapterId, code, learner: this.#course.snapshot.learner };
    this.phase = code in lockSentence ? "poster" : "failed";
  }

  /** The address of the video may have expired while the computer slept; any other error is shown. */
  #recover(): void {
    const expired = Date.now() > this.#expiresAt;
    this.#expiresAt = Infinity;
    const chapterId = this.#currentId();
    if (expired) void this.play();
    else if (chapterId) this.#explain(new Error("The video stopped."), chapterId);
  }

  /** Leaves the video, if there is one, for the poster. */
  #leave(): void {
    this.#attempt++;
    this.#drop();
    this.phase = "poster";
    this.ended = false;
  }

  #drop(): void {
    this.#player.detach();
    this.#media = undefined;
  }

  readonly #select = (chapter: ChapterOutline): void => {
    if (chapter.id === this.#currentId()) return;
    const playOn = this.phase !== "poster";
    this.#leave();
    this.chosen = chapter.id;
    if (playOn && chapter.hasVideo) void this.play();
  };

  readonly #getReady = (): void => {
    const chapterId = this.#currentId();
    if (this.preload === "none" || this.phase !== "poster" || !chapterId || this.#lock()) return;
    this.#prepare(chapterId).catch(() => {});
  };

  readonly #retry = (): void => {
    const { store, snapshot } = this.#course;
    if (this.phase === "failed") void this.play();
    else store?.retry(snapshot.courseId);
  };

  readonly #markCompleted = (): void => this.#report({ positionSeconds: 0, watched: [], isCompleted: true });

  #started(): void {
    this.phase = "playing";
    this.dispatchEvent(new ChapterStartEvent(this.#course.snapshot.courseId, this.#currentId() ?? ""));
  }

  #report({ positionSeconds, watched, isCompleted }: MediaReport): void {
    const { store, snapshot } = this.#course;
    const { courseId } = snapshot;
    const chapterId = this.#currentId() ?? "";
    const before = snapshot.learner?.progress;
    const already = before?.completedChapterIds.includes(chapterId);
    this.dispatchEvent(new ChapterProgressEvent(courseId, chapterId, positionSeconds, this.#player.watchedShare));
    if (store?.canAct && courseId) {
      const report = { positionSeconds, watched, ...(isCompleted && { isCompleted }) };
      // What could not be sent is the store's to keep; the visitor goes on watching.
      store.reportProgress(courseId, chapterId, report).catch(() => {});
    }
    if (!isCompleted || already) return;
    this.dispatchEvent(new ChapterCompleteEvent(courseId, chapterId));
    const after = store?.get(courseId).learner?.progress;
    if (after && after.completedChapters >= after.totalChapters) this.dispatchEvent(new CourseCompleteEvent(courseId));
  }

  #end(): void {
    this.ended = true;
    const next = this.#next();
    if (this.autoplayNext && next) this.#select(next);
  }

  #announceLock(): void {
    const reason = this.#lock();
    const { snapshot } = this.#course;
    const chapterId = this.#currentId();
    const lock = reason && chapterId ? `${chapterId} ${reason}` : "";
    if (lock === this.#announcedLock) return;
    this.#announcedLock = lock;
    if (reason && chapterId) this.dispatchEvent(new ChapterLockedEvent(snapshot.courseId, chapterId, reason));
  }

  #watchVisibility(): void {
    if (this.preload !== "visible" || this.#inView || !this.#currentId()) return;
    this.#inView = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) this.#getReady();
    });
    this.#inView.observe(this);
  }

  #currentId(): string | undefined {
    const { chapters, learner } = this.#course.snapshot;
    return this.chosen || this.chapterId || learner?.progress.nextChapterId || chapters?.[0]?.id;
  }

  #chapter(): ChapterOutline | undefined {
    const id = this.#currentId();
    return this.#course.snapshot.chapters?.find((chapter) => chapter.id === id);
  }

  #next(): ChapterOutline | undefined {
    const { chapters } = this.#course.snapshot;
    const index = chapters?.findIndex(({ id }) => id === this.#currentId()) ?? -1;
    return index < 0 ? undefined : chapters?.[index + 1];
  }

  #lock(): LockReason | undefined {
    const chapter = this.#chapter();
    const { refusal } = this;
    const { snapshot } = this.#course;
    // What the server said stands until something about the learner changes.
    if (refusal && refusal.chapterId === this.#currentId() && refusal.learner === snapshot.learner) {
      const reason = refusal.code;
      if (isLockReason(reason)) return reason;
    }
    return chapter && lockOf(chapter, snapshot);
  }

  #stage(): Stage {
    const { snapshot } = this.#course;
    return {
      snapshot,
      settings: this.#settings,
      chapter: this.#chapter(),
      ready: !!this.#currentId() && snapshot.learnerStatus !== "loading",
      lock: this.#lock(),
      phase: this.phase,
      failure: this.refusal?.code,
      media: this.#media,
      play: () => void this.play(),
      getReady: this.#getReady,
      retry: this.#retry,
      markCompleted: this.#markCompleted,
    };
  }

  override render() {
    const { snapshot } = this.#course;
    if (snapshot.status === "missing") return this.#renderMissing(snapshot.courseId);
    const alone = !this.courseId;
    return html`
      <div class="base ${alone ? "alone" : ""}" part="base" aria-busy=${!alone && !snapshot.chapters}>
        ${renderStage(this.#stage())}
        ${
          alone
            ? nothing
            : html`${this.#renderToolbar()}
              ${renderOutline({
                snapshot,
                current: this.#currentId(),
                settings: this.#settings,
                select: this.#select,
              })}`
        }
        <slot class="after" name="after"></slot>
      </div>
    `;
  }

  #renderMissing(courseId: string): TemplateResult {
    warnOnce(`There is no published course ${courseId}: the content of <${this.localName}> is shown.`);
    return html`<slot></slot>`;
  }

  #renderToolbar(): TemplateResult {
    const { snapshot } = this.#course;
    const chapter = this.#chapter();
    const next = this.#next();
    return html`<div class="toolbar" part="toolbar">
      <div class="about">
        ${
          chapter
            ? html`<p class="title">${chapter.title}</p>
                ${snapshot.card ? html`<p class="part">${snapshot.card.title}</p>` : nothing}`
            : html`<span class="bone"></span>`
        }
      </div>
      ${
        hasAccess(snapshot.learner) || snapshot.learner?.progress.completedChapters
          ? html`<progress-bar course-id=${snapshot.courseId}></progress-bar>`
          : nothing
      }
      ${
        next
          ? html`<button
              class="button ${this.ended ? "" : "quiet"}"
              part="next"
              type="button"
              @click=${() => this.#select(next)}
            >
              ${this.#settings.text("nextChapter")}
            </button>`
          : nothing
      }
    </div>`;
  }
}

function isLockReason(code: string): code is LockReason {
  return code in lockSentence;
}

/** Scrolls the list and nothing else: `scrollIntoView` would move the page under the visitor. */
function keepInView(list: HTMLElement, row: HTMLElement): void {
  const frame = list.getBoundingClientRect();
  const { top, bottom } = row.getBoundingClientRect();
  if (top < frame.top) list.scrollTop -= frame.top - top;
  else if (bottom > frame.bottom) list.scrollTop += bottom - frame.bottom;
}

declare global {
  interface HTMLElementTagNameMap {
    "chapter-player": ChapterPlayerElement;
  }
}
