import type { ChapterOutline } from "@courselet/contract/catalogue";
import { html, nothing, type TemplateResult } from "lit";

import type { SettingsController } from "../../controllers/settings-controller.js";
import type { MessageTable } from "../../shared/messages.js";
import { type ChapterPlace, reportChapter } from "./report-chapter.js";

/** Words of a chapter without a video. Loaded with it, as such chapters are rare. */
const english = {
  readingChapter: "This chapter has no video.",
  markCompleted: "Mark as completed",
} as const;

/** A chapter to read: its description, and the learner's word that it was read. */
export function renderReading(
  { description }: ChapterOutline,
  settings: SettingsController<MessageTable>,
  place: ChapterPlace,
): TemplateResult {
  const { learner } = place.store.get(place.courseId);
  const text = (key: keyof typeof english) => settings.text<typeof english>(key, {}, english);
  const complete = () => reportChapter(place, { positionSeconds: 0, watched: [], isCompleted: true }, 1);
  return html`<div class="message">
    <p>${description ?? text("readingChapter")}</p>
    ${
      learner?.progress.completedChapterIds.includes(place.chapterId)
        ? nothing
        : html`<button class="button" type="button" @click=${complete}>${text("markCompleted")}</button>`
    }
  </div>`;
}
