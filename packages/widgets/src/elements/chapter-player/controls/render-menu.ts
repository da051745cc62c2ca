import { html, nothing, type TemplateResult } from "lit";

import { icon } from "../../../shared/icon.js";
import { tickIcon } from "../chapter-icons.js";
import { captionsOf } from "./captions.js";
import { RATES } from "./commands.js";
import type { ControlsKey } from "./controls-messages.js";
import type { ControlsView, MenuName } from "./controls-view.js";

interface Item {
  label: string;
  isChosen: boolean;
  choose: () => void;
}

/** A menu of things of which one is chosen, in groups. */
export function renderMenu(view: ControlsView, menu: MenuName): TemplateResult {
  const { media, commands, text } = view;
  const all = menu === "settings";
  const named = (label: string, language: string, index: number) =>
    label || nameOf(language, view.language) || text("track", { count: index + 1 });

  const captions = captionsOf(media).map((track, index) => ({
    label: named(track.label, track.language, index),
    isChosen: track.mode === "showing",
    choose: () => commands.setCaptions(track),
  }));
  const off = {
    label: text("off"),
    isChosen: !captions.some(({ isChosen }) => isChosen),
    choose: () => commands.setCaptions(undefined),
  };
  const audio = view.audioTracks.list().map(({ label, language, active, index }) => ({
    label: named(label, language, index),
    isChosen: active,
    choose: () => commands.setAudio(index, language),
  }));
  const speeds = RATES.map((rate) => ({
    label: text("times", { count: rate }),
    isChosen: media.playbackRate === rate,
    choose: () => commands.setRate(rate),
  }));

  const row = (role: "menuitem" | "menuitemradio", { label, isChosen, choose }: Item) =>
    html`<button
      class="item"
      type="button"
      role=${role}
      tabindex="-1"
      .ariaChecked=${role === "menuitem" ? null : String(isChosen)}
      @click=${() => {
        view.closeMenu();
        choose();
      }}
    >
      <span class="tick">${isChosen ? icon(tickIcon) : nothing}</span><span dir="auto">${label}</span>
    </button>`;
  const group = (name: MenuName, key: ControlsKey, items: Item[]) =>
    (all || menu === name) && items.length > 1
      ? html`<div class="items ${name}" role="group" aria-label=${text(key)}>
          <p class="heading" aria-hidden="true">${text(key)}</p>
          ${items.map((item) => row("menuitemradio", item))}
        </div>`
      : nothing;
  const action = (key: ControlsKey, choose: (() => void) | undefined) =>
    choose ? row("menuitem", { label: text(key), isChosen: false, choose }) : nothing;

  return html`<div
    class="menu"
    role="menu"
    aria-label=${text(titles[menu])}
    @keydown=${(event: KeyboardEvent) => move(event, view)}
  >
    ${group("captions", "captions", captions.length > 0 ? [off, ...captions] : [])}
    ${group("audio", "audioLanguage", audio)} ${group("speed", "speed", speeds)}
    ${
      all
        ? html`<div class="items rest" role="group">
            ${action("previousChapter", commands.previous)} ${action("nextChapter", commands.next)}
            ${action(
              "pictureInPicture",
              document.pictureInPictureEnabled ? () => void commands.togglePicture().catch(() => {}) : undefined,
            )}
          </div>`
        : nothing
    }
  </div>`;
}

const titles = {
  captions: "captions",
  audio: "audioLanguage",
  speed: "speed",
  settings: "settings",
} as const satisfies Record<MenuName, ControlsKey>;

/** What a language is called in the visitor's own; empty where there is none or the browser does not know it. */
function nameOf(language: string, inLanguage: string): string {
  try {
    return language && (new Intl.DisplayNames(inLanguage, { type: "language" }).of(language) ?? "");
  } catch {
    // Not a language tag, though a playlist says so: a RangeError.
    return "";
  }
}

/** The keys of a menu: https://www.w3.org/WAI/ARIA/apg/patterns/menubar/ */
function move(event: KeyboardEvent, { closeMenu }: ControlsView): void {
  const menu = event.currentTarget as HTMLElement;
  const items = [...menu.querySelectorAll<HTMLElement>(".item")].filter(({ offsetParent }) => offsetParent);
  const at = items.findIndex((item) => item.matches(":focus"));
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
  event.stopPropagation();
  if (to !== undefined) items.at(to % items.length)?.focus();
  else if (event.key === "Escape" || event.key === "Tab") closeMenu();
  else return;
  event.preventDefault();
}
