import type { ChapterOutline } from "@courselet/contract/catalogue";
import type { LockReason } from "@courselet/contract/learning";
import { type LitElement, nothing, type TemplateResult } from "lit";

import type { SettingsController } from "../../controllers/settings-controller.js";
import { readPreferences } from "../../data/preferences.js";
import type { Store } from "../../data/store.js";
import { adoptStyles } from "./adopt-styles.js";
import type { chapterMessages } from "./chapter-messages.js";
import { isLockReason } from "./lock-messages.js";
import { RemovalController } from "./media/removal-controller.js";
import { NextOffer } from "./next-offer.js";
import { failureText, renderWaiting } from "./over-video.js";
import { codeOf } from "./playback-failure.js";
import { type Watching, watchChapter } from "./watch-chapter.js";

export interface SessionOptions {
  element: LitElement & { completion: string; autoplayNext: boolean };
  store: Store;
  settings: SettingsController<typeof chapterMessages>;
  courseId: string;
  chapterId: string;
  title: string;
  /** The chapter is locked: only its taste is asked for. */
  isTaste: boolean;
  /** Where to begin, in place of where the learner stopped. */
  startSeconds: number | undefined;
  /** The chapter so many places further on. */
  beside: (step: number) => ChapterOutline | undefined;
  isLocked: (chapter: ChapterOutline) => boolean;
  select: (chapter: ChapterOutline) => void;
  /** Nothing plays on, at this second: the chapter's taste is over or, with a reason, the server says that it is locked. */
  onLocked: (seconds: number | undefined, reason?: LockReason) => void;
  /** The player was taken out of the page, at this second. */
  onRemoved: (seconds: number | undefined) => void;
}

/** One chapter from the press on play until it is left: its video, and all that may happen to it. Loaded by that press. */
export class ChapterSession {
  phase: "starting" | "playing" | "failed" = "starting";
  /** The chapter was seen to its end. */
  ended = false;

  readonly #options: SessionOptions;
  readonly #removal: RemovalController;
  #watching: Watching | undefined;
  #failure = "";
  #startSeconds: number | undefined;
  #isWaiting = false;
  #offer: NextOffer | undefined;
  /** Counts the attempts to play: an answer to an older one comes too late. */
  #attempt = 0;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#startSeconds = options.startSeconds;
    adoptStyles(options.element);
    this.#removal = new RemovalController(options.element, () =>
      options.onRemoved(this.#watching?.media.currentTime ?? this.#startSeconds),
    );
    void this.#begin();
  }

  /** What goes into the stage. */
  get view(): HTMLElement | undefined {
    return this.#watching?.view;
  }

  /** Why it failed and what to do, in words. */
  get failure(): string {
    return failureText(this.#failure, this.#options.settings);
  }

  /** What lies over the video. */
  renderOver(): TemplateResult | typeof nothing {
    const { settings } = this.#options;
    if (this.#isWaiting) return renderWaiting(settings, settings.text("tryAgain"), this.retry);
    return this.#offer?.render(settings) ?? nothing;
  }

  /** The chapter was bought while its taste plays: on it goes. */
  unlock(): void {
    this.#watching?.unlock();
  }

  readonly retry = (): void => {
    if (this.#isWaiting) this.#watching?.retry();
    else void this.#begin();
  };

  close(): void {
    this.#removal.close();
    this.#stop();
  }

  #stop(): void {
    this.#attempt++;
    this.#watching?.close();
    this.#offer?.close();
    this.#watching = this.#offer = undefined;
  }

  async #begin(): Promise<void> {
    const { element, isTaste } = this.#options;
    const attempt = ++this.#attempt;
    const fail = (error: unknown) => attempt === this.#attempt && this.#fail(error);
    this.#show({ phase: "starting" });
    try {
      const watching = await watchChapter({
        ...this.#options,
        previous: () => this.#to(-1),
        next: () => this.#to(1),
        taste: isTaste,
        startSeconds: this.#startSeconds,
        completion: () => element.completion,
        onStart: () => this.#show({ phase: "playing" }),
        onEnd: () => this.#end(),
        onTasted: (seconds) => this.#options.onLocked(seconds),
        onWait: (isWaiting) => {
          this.#isWaiting = isWaiting;
          element.requestUpdate();
        },
        onError: fail,
      });
      if (attempt !== this.#attempt || !element.isConnected) return watching.close();
      this.#watching = watching;
      element.requestUpdate();
      await element.updateComplete;
      await watching.play();
    } catch (error) {
      fail(error);
    }
  }

  #show({ phase }: Pick<ChapterSession, "phase">): void {
    this.phase = phase;
    this.#options.element.requestUpdate();
  }

  #fail(error: unknown): void {
    const code = codeOf(error);
    // A retry goes on from here.
    this.#startSeconds = this.#watching?.media.currentTime || this.#startSeconds;
    this.#isWaiting = false;
    this.#stop();
    if (isLockReason(code)) return this.#options.onLocked(this.#startSeconds, code);
    this.#failure = code;
    this.#show({ phase: "failed" });
  }

  #to(step: number): (() => void) | undefined {
    const { beside, select } = this.#options;
    const chapter = beside(step);
    return chapter && (() => select(chapter));
  }

  #end(): void {
    const { element, store, isLocked, beside } = this.#options;
    this.ended = true;
    element.requestUpdate();
    const next = beside(1);
    const go = this.#to(1);
    if (!element.autoplayNext || !next || !go || !this.#watching) return;
    if (!isLocked(next)) {
      this.#offer = new NextOffer({ element, store, media: this.#watching.media, title: next.title, go });
    } else if (readPreferences(store).autoplayNext ?? true) {
      // Nothing will play: what stands before it is shown at once.
      go();
    }
  }
}
