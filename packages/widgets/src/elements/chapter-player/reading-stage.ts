import type { ChapterOutline } from "@courselet/contract/catalogue";
import { html, type TemplateResult } from "lit";

import type { SettingsController } from "../../controllers/settings-controller.js";
import type { MessageTable } from "../../shared/messages.js";

/** Words of a chapter without a video. Loaded with it, as such chapters are rare. */
export const readingMessages = { readingChapter: "This chapter has no video." } as const;

/** A chapter to read: its description, and the learner's word that it was read. */
export function renderReading(
  { description }: ChapterOutline,
  settings: SettingsController<MessageTable>,
  completion: TemplateResult,
): TemplateResult {
  return html`<div class="message">
    <p>${description ?? settings.text<typeof readingMessages>("readingChapter", {}, readingMessages)}</p>
    ${completion}
  </div>`;
}
