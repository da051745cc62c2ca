import type { ChapterOutline } from "@courselet/contract/catalogue";
import { html, nothing, type ReactiveElement, type TemplateResult } from "lit";

import type { SettingsController } from "../../controllers/settings-controller.js";
import type { Store } from "../../data/store.js";
import { hasAccess } from "../../shared/has-access.js";
import type { MessageTable } from "../../shared/messages.js";
import { chapterExtrasStyles } from "./chapter-extras.styles.js";
import { lockOf } from "./chapter-lock.js";
import { DownloadList } from "./download-list.js";
import { ManualCompletion } from "./manual-completion.js";
import { renderReading } from "./reading-stage.js";

/** What not every course needs of a player: chapters to read, the learner's own word, files. */
export class ChapterExtras {
  readonly #host: ReactiveElement;
  readonly #settings: SettingsController<MessageTable>;
  readonly #completion: ManualCompletion;
  readonly #downloads: DownloadList;

  /** `stay`: keeps this chapter before the learner, whatever is to come next in the course. */
  constructor(host: ReactiveElement, settings: SettingsController<MessageTable>, stay: (chapterId: string) => void) {
    this.#host = host;
    this.#settings = settings;
    this.#completion = new ManualCompletion(host, settings, stay);
    this.#downloads = new DownloadList(host, settings);
    const { renderRoot } = host;
    const sheet = chapterExtrasStyles.styleSheet;
    if (sheet && renderRoot instanceof ShadowRoot && !renderRoot.adoptedStyleSheets.includes(sheet)) {
      renderRoot.adoptedStyleSheets = [...renderRoot.adoptedStyleSheets, sheet];
    }
  }

  /** In place of a video, for a chapter that has none. */
  renderReading(store: Store | null, courseId: string, chapter?: ChapterOutline): TemplateResult | undefined {
    if (!store || !chapter) return undefined;
    const completion = this.#completion.render(this.#place(store, courseId, chapter), true);
    return renderReading(chapter, this.#settings, completion);
  }

  /** Below the player. */
  render(store: Store | null, courseId: string, chapter?: ChapterOutline): TemplateResult | undefined {
    if (!store) return undefined;
    const snapshot = store.get(courseId);
    const { outline, learner } = snapshot;
    // Not to those who look in at a free chapter: they have no list to tick off.
    const canMark = chapter?.hasVideo && outline?.allowsManualCompletion && hasAccess(learner);
    const completion = canMark && this.#completion.render(this.#place(store, courseId, chapter), false);
    const files = outline?.attachments ?? [];
    if (!completion && files.length === 0) return undefined;
    return html`<div class="extras">
      ${completion ? html`<div class="completion">${completion}</div>` : nothing}
      ${files.length > 0 ? this.#downloads.render(store, files, lockOf({ isFree: false }, snapshot)) : nothing}
    </div>`;
  }

  #place(store: Store, courseId: string, { id }: ChapterOutline) {
    return { element: this.#host, store, courseId, chapterId: id };
  }
}
