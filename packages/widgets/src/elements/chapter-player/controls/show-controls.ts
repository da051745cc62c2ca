import { html, render } from "lit";

import type { SettingsController } from "../../../controllers/settings-controller.js";
import { readPreferences, remember } from "../../../data/preferences.js";
import type { Store } from "../../../data/store.js";
import { icon } from "../../../shared/icon.js";
import type { MessageTable } from "../../../shared/messages.js";
import { playIcon } from "../chapter-icons.js";
import type { CreatedMedia } from "../media/create-media.js";
import { applyPreferences } from "./apply-preferences.js";
import { Commands } from "./commands.js";
import { type ControlsKey, controlsMessages } from "./controls-messages.js";
import { controlsStyles } from "./controls.styles.js";
import type { ControlsView, MenuName } from "./controls-view.js";
import { joinMediaSession, type SessionOptions } from "./media-session.js";
import { pressKey } from "./press-key.js";
import { renderControls } from "./render-controls.js";
import { renderMenu } from "./render-menu.js";
import { SeekBar } from "./seek-bar.js";

export interface ControlsOptions {
  created: CreatedMedia;
  /** Where the video is shown; gets the style sheet of the controls. */
  root: ShadowRoot;
  store: Store;
  settings: Pick<SettingsController<MessageTable>, "language" | "text">;
  about: SessionOptions["about"];
  /** Goes to the chapter before; undefined where there is none. Asked for at each rendering. */
  previous: () => (() => void) | undefined;
  next: () => (() => void) | undefined;
}

export interface Controls {
  /** Renders once more: something has changed that the video does not tell. */
  update(): void;
  close(): void;
}

/** So long after the last movement the controls of a playing video go away. */
const HIDE_AFTER_MS = 3_000;

const CHANGES =
  "play pause ended timeupdate seeking seeked progress durationchange volumechange ratechange waiting playing canplay " +
  "emptied enterpictureinpicture leavepictureinpicture audiotrackschange";

/**
 * Lays controls over a video: buttons, keys (only while the focus is inside), menus, and what the system shows of it. They
 * are rendered on their own, at each event of the video; the player around them is not.
 */
export function showControls(options: ControlsOptions): Controls {
  const { created, root, store, settings } = options;
  const { media, view } = created;
  const closing = new AbortController();
  const { signal } = closing;
  const sheet = controlsStyles.styleSheet;
  if (sheet && !root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
  const container = document.createElement("div");
  container.className = "controls";
  container.part.add("controls");
  view.append(container);

  let menu: MenuName | undefined;
  let hiding: ReturnType<typeof setTimeout> | undefined;
  let wasIdle = false;

  const preferences = () => readPreferences(store);
  const commands = new Commands({
    media,
    root,
    stage: () => view.closest<HTMLElement>("[part~=media]") ?? view,
    preferences,
    remember: (change) => remember(store, change),
    chooseAudio: (index) => created.audioTracks.choose(index),
    previous: options.previous,
    next: options.next,
  });
  const seekBar = new SeekBar({
    media,
    seekTo: (seconds) => commands.seekTo(seconds),
    storyboardUrl: () => created.storyboardUrl,
    changed: () => update(),
  });

  const text = (key: ControlsKey, values: Record<string, string | number> = {}) =>
    settings.text<typeof controlsMessages>(key, values, controlsMessages);
  const focusMenu = (): void => {
    const items = [...container.querySelectorAll<HTMLElement>(".item")].filter(({ offsetParent }) => offsetParent);
    (items.find((item) => item.ariaChecked === "true") ?? items[0])?.focus();
  };
  const toggleMenu = (name: MenuName | undefined): void => {
    const opener = menu && container.querySelector<HTMLElement>(`[data-menu=${menu}]`);
    menu = menu === name ? undefined : name;
    update();
    if (menu) focusMenu();
    else opener?.focus();
  };

  function update(): void {
    if (signal.aborted) return;
    const isFullscreen = !!root.fullscreenElement;
    const stalled = (!media.paused || media.seeking) && !media.ended && media.readyState < 3;
    const controls: ControlsView = {
      media,
      commands,
      audioTracks: created.audioTracks,
      language: settings.language,
      text,
      isFullscreen,
      pulledTo: seekBar.pulledTo,
      menu,
      toggleMenu,
      closeMenu: () => toggleMenu(undefined),
    };
    render(
      html`<div class="press" @pointerdown=${touch} @click=${press} @dblclick=${enlarge}></div>
        <span class="hidden" role="status">${stalled ? text("buffering") : ""}</span>
        <div class="bar" role="group" aria-label=${text("controls")}>
          ${seekBar.render(controls)} ${renderControls(controls)}
        </div>
        <div class="sign" aria-hidden="true">
          ${stalled ? html`<div class="spinner"></div>` : media.paused ? html`<div class="disc">${icon(playIcon)}</div>` : ""}
        </div>
        ${menu ? renderMenu(controls, menu) : ""}`,
      container,
    );
    seekBar.paint(container);
    if (media.paused) wake();
  }

  /** Shows the controls, and hides them a while later, unless somebody is using them. */
  function wake(): void {
    view.classList.remove("idle");
    clearTimeout(hiding);
    hiding = setTimeout(hide, HIDE_AFTER_MS);
  }

  function hide(): void {
    const inUse = menu || seekBar.pulledTo !== undefined || container.querySelector(".bar :focus-visible");
    if (!media.paused && !inUse) view.classList.add("idle");
  }

  /** A finger that wakes the controls has done enough. */
  function touch(): void {
    wasIdle = view.classList.contains("idle");
  }

  function press(event: PointerEvent): void {
    if (menu) toggleMenu(undefined);
    else if (event.pointerType !== "touch") commands.togglePlay();
    else if (!wasIdle && media.paused) commands.togglePlay();
    else if (!wasIdle) view.classList.add("idle");
  }

  function enlarge(): void {
    void commands.toggleFullscreen().catch(() => {});
  }

  for (const type of CHANGES.split(" ")) media.addEventListener(type, update, { signal });
  for (const type of ["change", "addtrack", "removetrack"]) {
    media.textTracks.addEventListener(type, update, { signal });
  }
  document.addEventListener("fullscreenchange", update, { signal });
  media.addEventListener("play", wake, { signal });
  for (const type of ["pointermove", "pointerdown", "focusin"]) view.addEventListener(type, wake, { signal });
  // A finger leaves whenever it is lifted.
  view.addEventListener("pointerleave", ({ pointerType }) => pointerType === "mouse" && hide(), { signal });
  view.addEventListener(
    "keydown",
    (event) => {
      if (pressKey(event, commands, media)) wake();
    },
    { signal },
  );
  applyPreferences(created, preferences, signal);
  joinMediaSession({ media, commands, about: options.about }, signal);
  update();

  return {
    update,
    close: () => {
      closing.abort();
      clearTimeout(hiding);
      if (root.pictureInPictureElement === media) void document.exitPictureInPicture().catch(() => {});
      container.remove();
    },
  };
}
