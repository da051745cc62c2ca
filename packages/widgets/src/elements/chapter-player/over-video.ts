import { html, type TemplateResult } from "lit";

import type { SettingsController } from "../../controllers/settings-controller.js";
import type { MessageTable } from "../../shared/messages.js";
import { failureKey, failureMessages } from "./playback-failure.js";

const text = (settings: SettingsController<MessageTable>, key: keyof typeof failureMessages): string =>
  settings.text<typeof failureMessages>(key, {}, failureMessages);

/** What an error's code means for the visitor, in words. */
export function failureText(code: string | undefined, settings: SettingsController<MessageTable>): string {
  return text(settings, failureKey(code));
}

/** Over a video that waits for the network: it will go on by itself, and can be asked to do so now. */
export function renderWaiting(
  settings: SettingsController<MessageTable>,
  tryAgain: string,
  retry: () => void,
): TemplateResult {
  return html`<div class="message over">
    <p role="status">${text(settings, "waitingForNetwork")}</p>
    <button class="button quiet" type="button" @click=${retry}>${tryAgain}</button>
  </div>`;
}
