import { html, nothing, type TemplateResult } from "lit";

import { formatClock } from "../../../shared/format-clock.js";
import { icon } from "../../../shared/icon.js";
import { numberFormat } from "../../../shared/number-format.js";
import { playIcon } from "../chapter-icons.js";
import { captionsOf, shownCaptions } from "./captions.js";
import * as icons from "./controls-icons.js";
import type { ControlsKey } from "./controls-messages.js";
import type { ControlsView, MenuName } from "./controls-view.js";

/** The row of buttons under the seek bar. */
export function renderControls(view: ControlsView): TemplateResult {
  const { media, commands, language, text, isFullscreen, menu } = view;
  const playing = !media.paused && !media.ended;
  const silent = media.muted || media.volume === 0;
  const { previous, next } = commands;
  const at = (view.pulledTo ?? media.currentTime) || 0;
  const duration = Number.isFinite(media.duration) ? media.duration : 0;

  const button = (key: ControlsKey, path: string, press: () => void, room = "", values = {}) =>
    html`<button
      class="tool ${room}"
      type="button"
      aria-label=${text(key, values)}
      title=${text(key, values)}
      @click=${press}
    >
      ${icon(path)}
    </button>`;
  const jump = (key: "back" | "forward", path: string, seconds: number) =>
    html`<span class="jump medium"
      >${button(key, path, () => commands.seekBy(seconds), "", { count: 10 })}<small aria-hidden="true"
        >${numberFormat(language).format(10)}</small
      ></span
    >`;
  const opener = (name: MenuName, label: string, content: TemplateResult, room: string) =>
    html`<button
      class="tool ${room}"
      type="button"
      data-menu=${name}
      aria-haspopup="menu"
      aria-expanded=${menu === name}
      aria-label=${label}
      title=${label}
      @click=${() => view.toggleMenu(name)}
    >
      ${content}
    </button>`;
  const rate = text("times", { count: media.playbackRate });

  return html`<div class="row">
    <div class="group" dir="ltr">
      ${previous ? button("previousChapter", icons.previousIcon, previous, "wide") : nothing}
      <button
        class="tool toggle"
        type="button"
        aria-label=${text(playing ? "pause" : "play")}
        title=${text(playing ? "pause" : "play")}
        @click=${() => commands.togglePlay()}
      >
        ${icon(playing ? icons.pauseIcon : playIcon)}
      </button>
      ${next ? button("nextChapter", icons.nextIcon, next, "wide") : nothing} ${jump("back", icons.backIcon, -10)}
      ${jump("forward", icons.forwardIcon, 10)}
    </div>
    <div class="sound">
      ${button(silent ? "unmute" : "mute", silent ? icons.mutedIcon : icons.volumeIcon, () => commands.toggleMute())}
      <input
        class="volume"
        type="range"
        min="0"
        max="1"
        step="0.05"
        aria-label=${text("volume")}
        aria-valuetext=${numberFormat(language, { style: "percent" }).format(silent ? 0 : media.volume)}
        .value=${String(silent ? 0 : media.volume)}
        @input=${(event: Event) => commands.setVolume((event.target as HTMLInputElement).valueAsNumber)}
      />
    </div>
    <span class="clock" dir="ltr"
      >${formatClock(at, language)}<span class="duration"> / ${formatClock(duration, language)}</span></span
    >
    <span class="space"></span>
    ${
      captionsOf(media).length > 0
        ? opener(
            "captions",
            text("captions"),
            html`${icon(icons.captionsIcon)}<span class=${shownCaptions(media) ? "mark-on" : ""}></span>`,
            "wide",
          )
        : nothing
    }
    ${
      view.audioTracks.list().length > 1
        ? opener("audio", text("audioLanguage"), icon(icons.audioIcon), "widest")
        : nothing
    }
    ${opener("speed", `${text("speed")}, ${rate}`, html`<span class="rate" dir="ltr">${rate}</span>`, "widest")}
    ${opener("settings", text("settings"), icon(icons.settingsIcon), "not-widest")}
    ${
      document.pictureInPictureEnabled
        ? button("pictureInPicture", icons.pictureIcon, () => void commands.togglePicture().catch(() => {}), "wide")
        : nothing
    }
    ${button(
      isFullscreen ? "exitFullscreen" : "enterFullscreen",
      isFullscreen ? icons.exitFullscreenIcon : icons.enterFullscreenIcon,
      () => void commands.toggleFullscreen().catch(() => {}),
    )}
  </div>`;
}
