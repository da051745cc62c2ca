import type { ChapterOutline } from "@courselet/contract/catalogue";
import { html, nothing, type TemplateResult } from "lit";

import type { SettingsController } from "../../controllers/settings-controller.js";
import type { CourseSnapshot } from "../../data/course-snapshot.js";
import { formatClock } from "../../shared/format-clock.js";
import { hasAccess } from "../../shared/has-access.js";
import { icon } from "../../shared/icon.js";
import { numberFormat } from "../../shared/number-format.js";
import { lockOf } from "./chapter-lock.js";
import { lockIcon, tickIcon } from "./chapter-icons.js";
import type { chapterMessages } from "./chapter-messages.js";

export interface OutlineView {
  snapshot: CourseSnapshot;
  current: string | undefined;
  settings: SettingsController<typeof chapterMessages>;
  select: (chapter: ChapterOutline) => void;
}

/** The chapters of the course, each a button that shows it. */
export function renderOutline({ snapshot, current, settings, select }: OutlineView): TemplateResult {
  const { chapters, learner } = snapshot;
  const { language } = settings;
  const completed = learner?.progress.completedChapterIds ?? [];

  const row = (chapter: ChapterOutline): TemplateResult => {
    const done = completed.includes(chapter.id);
    const locked = !!lockOf(chapter, snapshot);
    const state = done ? "done" : locked ? "locked" : "";
    const free = chapter.isFree && !done && snapshot.learnerStatus !== "loading" && !hasAccess(learner);
    return html`<li>
      <button
        class="chapter ${state}"
        type="button"
        aria-current=${chapter.id === current}
        @click=${() => select(chapter)}
      >
        <span class="mark">
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
              ? html`<span class="hidden">, ${settings.text(done ? "completed" : "locked")}</span>`
              : nothing
          }
        </span>
        ${free ? html`<span class="free">${settings.text("freeTag")}</span>` : nothing}
        ${
          chapter.durationSeconds === null
            ? nothing
            : html`<span class="time">${formatClock(chapter.durationSeconds, language)}</span>`
        }
      </button>
    </li>`;
  };

  return html`<nav class="outline" aria-labelledby="outline">
    <div class="head">
      <span id="outline">${settings.text("chapterList")}</span>
      ${
        chapters
          ? html`<span class="count">
              ${settings.text("countDone", { done: completed.length, count: chapters.length })}
            </span>`
          : nothing
      }
    </div>
    <div class="scroll">
      <ol>
        ${
          chapters
            ? chapters.map(row)
            : Array.from(
                { length: 6 },
                () => html`<li class="chapter"><span class="mark"></span><span class="bone"></span></li>`,
              )
        }
      </ol>
    </div>
  </nav>`;
}
