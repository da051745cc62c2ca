import type { ChapterOutline } from "@courselet/contract/catalogue";
import { nothing, type TemplateResult } from "lit";

import type { SettingsController } from "../../controllers/settings-controller.js";
import type { CourseSnapshot } from "../../data/course-snapshot.js";
import { hasAccess } from "../../shared/has-access.js";
import { html } from "../../shared/own-tags.js";
import type { chapterMessages } from "./chapter-messages.js";

export interface ToolbarView {
  snapshot: CourseSnapshot;
  settings: SettingsController<typeof chapterMessages>;
  chapter: ChapterOutline | undefined;
  next: ChapterOutline | undefined;
  /** The chapter was seen to its end: going on is the one thing to do. */
  ended: boolean;
  select: (chapter: ChapterOutline) => void;
}

/** Below the video: what it is, how far the learner is, and the way on. */
export function renderToolbar({ snapshot, settings, chapter, next, ended, select }: ToolbarView): TemplateResult {
  const { card, courseId, learner } = snapshot;
  return html`<div class="toolbar" part="toolbar">
    <div class="about">
      ${
        chapter
          ? html`<p class="title">${chapter.title}</p>
              <p class="part">${card?.title}</p>`
          : html`<span class="bone"></span>`
      }
    </div>
    ${
      hasAccess(learner) || learner?.progress.completedChapters
        ? html`<progress-bar class="progress" course-id=${courseId}></progress-bar>`
        : nothing
    }
    ${
      next
        ? html`<button class="button ${ended ? "" : "quiet"}" part="next" type="button" @click=${() => select(next)}>
            ${settings.text("nextChapter")}
          </button>`
        : nothing
    }
  </div>`;
}
