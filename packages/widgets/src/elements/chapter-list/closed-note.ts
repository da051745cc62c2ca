import { html, type TemplateResult } from "lit";

import type { SettingsController } from "../../controllers/settings-controller.js";
import type { chapterListMessages } from "./chapter-list-messages.js";
import { closedMessages } from "./closed-messages.js";

/** Why what was open is closed, or will soon be open. */
export type ClosedReason = keyof typeof closedMessages;

export function renderReason(
  reason: ClosedReason,
  settings: SettingsController<typeof chapterListMessages>,
): TemplateResult {
  return html`<p class="note" role="status">${settings.text<typeof closedMessages>(reason, {}, closedMessages)}</p>`;
}
