import { html, nothing, type ReactiveElement, type TemplateResult } from "lit";

import type { SettingsController } from "../../controllers/settings-controller.js";
import type { MessageTable } from "../../shared/messages.js";
import { SignInRequestEvent } from "../../shared/sign-in-request-event.js";
import { announceOutcome, type ChapterPlace } from "./report-chapter.js";

export const completionMessages = {
  markCompleted: "Mark as completed",
  unmarkCompleted: "Mark as not completed",
  markedCompleted: "Marked as completed",
  unmarkedCompleted: "Marked as not completed",
  completionRefused: "This could not be saved.",
} as const;

/** The learner's own word that a chapter is completed, and its taking back: shown at once, gone again when refused. */
export class ManualCompletion {
  readonly #host: ReactiveElement;
  readonly #settings: SettingsController<MessageTable>;
  readonly #stay: (chapterId: string) => void;
  /** What there is to say, and of which chapter. */
  #said: { chapterId: string; key: keyof typeof completionMessages } | undefined;

  constructor(host: ReactiveElement, settings: SettingsController<MessageTable>, stay: (chapterId: string) => void) {
    this.#host = host;
    this.#settings = settings;
    this.#stay = stay;
  }

  /** `isMain`: there is nothing else to do with this chapter. */
  render(place: ChapterPlace, isMain: boolean): TemplateResult {
    const { learner } = place.store.get(place.courseId);
    const isCompleted = !!learner?.progress.completedChapterIds.includes(place.chapterId);
    const said = this.#said?.chapterId === place.chapterId ? this.#said.key : undefined;
    const refused = said === "completionRefused";
    return html`<button
        class="button ${isMain && !isCompleted ? "" : "quiet"}"
        part="complete"
        type="button"
        @click=${() => this.#set(place, !isCompleted)}
      >
        ${this.#text(isCompleted ? "unmarkCompleted" : "markCompleted")}
      </button>
      <span class=${refused ? "refused" : "hidden"} role="status">${said ? this.#text(said) : nothing}</span>`;
  }

  async #set(place: ChapterPlace, isCompleted: boolean): Promise<void> {
    const { element, store, courseId, chapterId } = place;
    if (!store.canAct) {
      element.dispatchEvent(new SignInRequestEvent(courseId));
      return;
    }
    // Completed, it is not the chapter to go on with any more; whoever says so looks at it, and may take it back.
    this.#stay(chapterId);
    this.#say(chapterId, isCompleted ? "markedCompleted" : "unmarkedCompleted");
    try {
      announceOutcome(place, await store.reportProgress(courseId, chapterId, { isCompleted }));
    } catch {
      this.#say(chapterId, "completionRefused");
    }
  }

  #say(chapterId: string, key: keyof typeof completionMessages): void {
    this.#said = { chapterId, key };
    this.#host.requestUpdate();
  }

  #text(key: keyof typeof completionMessages): string {
    return this.#settings.text<typeof completionMessages>(key, {}, completionMessages);
  }
}
