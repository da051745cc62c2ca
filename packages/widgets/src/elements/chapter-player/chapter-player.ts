import type { ChapterOutline } from "@courselet/contract/catalogue";
import type { LockReason } from "@courselet/contract/learning";
import { LitElement, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";

import { CourseController } from "../../controllers/course-controller.js";
import { SettingsController } from "../../controllers/settings-controller.js";
import { buttonStyles } from "../../shared/button-styles.js";
import { CourseErrorEvent } from "../../shared/course-error-event.js";
import { hasAccess } from "../../shared/has-access.js";
import { hostStyles } from "../../shared/host-styles.js";
import { html } from "../../shared/own-tags.js";
import { surfaceStyles } from "../../shared/surface-styles.js";
import { warnOnce } from "../../shared/warn-once.js";
import { ChapterLockedEvent } from "./chapter-locked-event.js";
import { lockOf } from "./chapter-lock.js";
import type { ChapterExtras } from "./chapter-extras.js";
import { chapterMessages } from "./chapter-messages.js";
import { renderOutline } from "./chapter-outline.js";
import { chapterOutlineStyles } from "./chapter-outline.styles.js";
import { chapterPlayerStyles } from "./chapter-player.styles.js";
import { renderStage, type Stage } from "./chapter-stage.js";
import { renderToolbar } from "./chapter-toolbar.js";
import type { ChapterSession } from "./chapter-session.js";

/** That the server refused to play and why, with what was known of the learner then. */
interface Refusal {
  code: LockReason;
  learner: unknown;
}

/** A place in a chapter to go on from. */
interface Place {
  chapterId: string;
  seconds: number;
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
 * @event {CourseErrorEvent} course-error - The course could not be loaded.
 *
 * @csspart base - The whole.
 * @csspart media - What is 16:9: poster, video, messages.
 * @csspart poster - The picture before the video.
 * @csspart play - The play button; all of the poster can be pressed.
 * @csspart locked - What lies over a locked chapter.
 * @csspart taste - The button that plays the first seconds of a locked chapter.
 * @csspart countdown - What announces the next chapter at the end of one.
 * @csspart controls - What lies over a video that plays: seek bar, buttons, menus.
 * @csspart toolbar - Title, progress and next.
 * @csspart next - The button to the next chapter.
 * @csspart complete - The button by which a learner says that a chapter is completed.
 * @csspart attachments - The files that can be downloaded.
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
  static override readonly styles = [
    hostStyles,
    buttonStyles,
    surfaceStyles,
    chapterOutlineStyles,
    chapterPlayerStyles,
  ];

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
  @state() private phase: "poster" | "starting" | "failed" = "poster";
  @state() private refusal: Refusal | undefined;
  /** Where the chapter stopped that is locked now: a taste that is over. */
  @state() private place: Place | undefined;
  @state() private session: ChapterSession | undefined;

  // Loaded when there is such a thing.
  @state() private extras: ChapterExtras | undefined;
  @state() private locked: typeof import("./locked-stage.js") | undefined;

  readonly #course = new CourseController(this, () => this.courseId);
  readonly #settings = new SettingsController(this, chapterMessages);
  /** The locked chapter that somebody wants to see: it begins when it is unlocked. */
  #wanted: string | undefined;
  /** Counts the attempts to play: an answer to an older one comes too late. */
  #attempt = 0;
  #announcedLock: string | undefined;
  #failed = false;
  #observed = false;

  /** Lets browsers that can do so (`moveBefore`) move a playing player without a stop. */
  connectedMoveCallback(): void {}

  override willUpdate(changed: PropertyValues<this>): void {
    const { store, snapshot } = this.#course;
    if (store && snapshot.courseId && snapshot.outlineStatus === "idle") store.loadOutline(snapshot.courseId);
    if (changed.has("courseId") || changed.has("chapterId")) {
      this.#leave();
      this.chosen = undefined;
    }
    if (!this.#lock()) this.session?.unlock();
    else if (this.#isPlaying && !this.#tasteSeconds()) this.#leave();
  }

  override updated(): void {
    this.#announceLock();
    this.#announceFailure();
    const { outline, chapters, learner } = this.#course.snapshot;
    const lock = this.#lock();
    const isWanted = this.#wanted === this.#currentId() && !this.#isPlaying;
    if (isWanted && !lock && hasAccess(learner)) void this.play();
    if (this.preload === "visible" && this.#currentId()) void this.#prepareInView();
    const hasExtras = outline?.allowsManualCompletion || outline?.attachments[0] || this.#chapter()?.hasVideo === false;
    if (hasExtras && !this.extras) {
      void import("./chapter-extras.js").then(
        (extras) => (this.extras ??= new extras.ChapterExtras(this, this.#settings, (id) => (this.chosen = id))),
      );
    }
    if (lock && !this.locked) void import("./locked-stage.js").then((locked) => (this.locked = locked));
    // A list that may be longer than its box.
    if (chapters?.[6]) void import("./follow-current.js").then((list) => list.followCurrent(this));
  }

  /**
   * Plays the chapter that is shown, from where the learner stopped. Of a locked one its taste, where it has one; it goes on
   * by itself when it is unlocked.
   */
  async play(): Promise<void> {
    const { store, snapshot } = this.#course;
    const chapterId = this.#currentId();
    const isLocked = !!this.#lock();
    if (!store || !chapterId) return;
    if (isLocked && !this.#tasteSeconds()) {
      this.#wanted = chapterId;
      return;
    }
    this.#leave();
    this.chosen = chapterId;
    this.phase = "starting";
    const attempt = this.#attempt;
    const session = await import("./chapter-session.js").catch(() => undefined);
    if (attempt !== this.#attempt || !this.isConnected) return;
    if (!session) {
      this.phase = "failed";
      return;
    }
    const startSeconds = this.#placeSeconds();
    this.place = undefined;
    this.session = new session.ChapterSession({
      element: this,
      store,
      settings: this.#settings,
      courseId: snapshot.courseId,
      chapterId,
      title: this.#chapter()?.title ?? "",
      isTaste: isLocked,
      startSeconds,
      beside: (step) => this.#beside(step),
      isLocked: (next) => !!lockOf(next, this.#course.snapshot),
      select: this.#select,
      onRemoved: (seconds = 0) => {
        this.#leave();
        this.place = { chapterId, seconds };
      },
      onLocked: (seconds, code) => {
        this.#leave();
        this.#wanted = chapterId;
        this.place = seconds ? { chapterId, seconds } : undefined;
        this.refusal = code && { code, learner: this.#course.snapshot.learner };
      },
    });
  }

  /** The poster has been left. */
  get #isPlaying(): boolean {
    return this.phase !== "poster";
  }

  #placeSeconds(): number | undefined {
    return this.place?.chapterId === this.#currentId() ? this.place?.seconds : undefined;
  }

  /** Leaves the video, if there is one, for the poster. */
  #leave(): void {
    this.#attempt++;
    this.session?.close();
    this.session = this.refusal = this.#wanted = undefined;
    this.phase = "poster";
  }

  readonly #select = (chapter: ChapterOutline): void => {
    if (chapter.id === this.#currentId()) return;
    const playOn = this.#isPlaying;
    this.#leave();
    this.chosen = chapter.id;
    if (playOn && chapter.hasVideo) void this.play();
  };

  readonly #getReady = async (): Promise<void> => {
    const { store } = this.#course;
    const chapterId = this.#currentId();
    if (this.preload === "none" || this.#isPlaying || !store || !chapterId || this.#lock()) return;
    const { preparePlayback } = await import("./prepare-playback.js");
    await preparePlayback(store, chapterId);
  };

  async #prepareInView(): Promise<void> {
    if (this.#observed) return;
    this.#observed = true;
    const { onceInView } = await import("./prepare-playback.js");
    onceInView(this, () => void this.#getReady());
  }

  readonly #retry = (): void => {
    const { store, snapshot } = this.#course;
    if (this.session) this.session.retry();
    else if (this.phase === "failed") void this.play();
    else store?.retry(snapshot.courseId);
  };

  #announceLock(): void {
    const reason = this.#lock();
    const chapterId = this.#currentId();
    const lock = reason && chapterId + reason;
    if (reason && chapterId && lock !== this.#announcedLock) {
      this.dispatchEvent(new ChapterLockedEvent(this.#course.snapshot.courseId, chapterId, reason));
    }
    this.#announcedLock = lock;
  }

  #announceFailure(): void {
    const { outlineStatus, courseId } = this.#course.snapshot;
    const failed = outlineStatus === "failed";
    if (failed && !this.#failed) this.dispatchEvent(new CourseErrorEvent(courseId));
    this.#failed = failed;
  }

  #currentId(): string | undefined {
    const { chapters, learner } = this.#course.snapshot;
    return this.chosen || this.chapterId || learner?.progress.nextChapterId || chapters?.[0]?.id;
  }

  #chapter(): ChapterOutline | undefined {
    const id = this.#currentId();
    return this.#course.snapshot.chapters?.find((chapter) => chapter.id === id);
  }

  /** The chapter so many places after the one that is shown. */
  #beside(step: number): ChapterOutline | undefined {
    const { chapters } = this.#course.snapshot;
    const chapter = this.#chapter();
    return chapter && chapters?.[chapters.indexOf(chapter) + step];
  }

  /** How much of the chapter that is shown can be seen while it is locked; 0: nothing. */
  #tasteSeconds(): number {
    const chapter = this.#chapter();
    return (chapter?.hasVideo && chapter.tasteSeconds) || 0;
  }

  #lock(): LockReason | undefined {
    const { refusal } = this;
    const { snapshot } = this.#course;
    const chapter = this.#chapter();
    // What the server said stands until something about the learner changes.
    if (refusal && refusal.learner === snapshot.learner) return refusal.code;
    return chapter && lockOf(chapter, snapshot);
  }

  #stage(): Stage {
    const { snapshot } = this.#course;
    return {
      element: this,
      snapshot,
      settings: this.#settings,
      chapter: this.#chapter(),
      ready: !!this.#currentId() && snapshot.learnerStatus !== "loading",
      lock: this.#lock(),
      phase: this.session?.phase ?? this.phase,
      session: this.session,
      reading: this.extras?.renderReading(this.#course.store, snapshot.courseId, this.#chapter()),
      locked: this.locked,
      tastedSeconds: this.#placeSeconds(),
      play: () => void this.play(),
      getReady: () => void this.#getReady(),
      retry: this.#retry,
    };
  }

  override render() {
    const { snapshot } = this.#course;
    if (snapshot.status === "missing") {
      warnOnce(`There is no published course ${snapshot.courseId}: the content of <${this.localName}> is shown.`);
      return html`<slot></slot>`;
    }
    const alone = !this.courseId;
    const chapter = this.#chapter();
    const view = { snapshot, settings: this.#settings, chapter, select: this.#select };
    return html`
      <div class="base surface" part="base" aria-busy=${!alone && !snapshot.chapters}>
        ${renderStage(this.#stage())}
        ${
          alone
            ? nothing
            : html`${renderToolbar({ ...view, next: this.#beside(1), ended: !!this.session?.ended })}
              ${renderOutline({ ...view, current: this.#currentId() })}
              ${this.extras?.render(this.#course.store, snapshot.courseId, chapter)}`
        }
        <slot class="after" name="after"></slot>
      </div>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "chapter-player": ChapterPlayerElement;
  }
}
