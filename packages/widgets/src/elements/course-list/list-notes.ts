import { html, nothing, type TemplateResult } from "lit";

import type { SettingsController } from "../../controllers/settings-controller.js";
import { SignInRequestEvent } from "../../shared/sign-in-request-event.js";
import type { courseListMessages } from "./course-list-messages.js";
import { noteMessages } from "./list-note-messages.js";

type Settings = SettingsController<typeof courseListMessages>;

/** Nothing is there; `clear`: because of a search or a filter that the visitor can take back here. */
export function renderEmpty(settings: Settings, clear?: () => void): TemplateResult {
  const text = textOf(settings);
  return clear
    ? renderNote(text("nothingFound"), text("clearFilters"), clear)
    : html`<slot name="empty">${renderNote(text("noCourses"))}</slot>`;
}

/** The list is somebody's own, and nobody is signed in. */
export function renderSignIn(settings: Settings, list: Element): TemplateResult {
  const text = textOf(settings);
  return renderNote(text("signInForList"), text("signIn"), () => list.dispatchEvent(new SignInRequestEvent("")));
}

const textOf = (settings: Settings) => (key: keyof typeof noteMessages) =>
  settings.text<typeof noteMessages>(key, {}, noteMessages);

function renderNote(sentence: string, label = "", act?: () => void): TemplateResult {
  return html`<div class="after">
    <p class="note">${sentence}</p>
    ${act ? html`<button class="button quiet" type="button" @click=${act}>${label}</button>` : nothing}
  </div>`;
}
