import type { ChapterOutline } from "@courselet/contract/catalogue";
import type { LockReason } from "@courselet/contract/learning";
import { nothing, type ReactiveElement, type TemplateResult } from "lit";

import type { SettingsController } from "../../controllers/settings-controller.js";
import type { CourseSnapshot } from "../../data/course-snapshot.js";
import { formatClock } from "../../shared/format-clock.js";
import { icon } from "../../shared/icon.js";
import { html } from "../../shared/own-tags.js";
import { safeUrl } from "../../shared/safe-url.js";
import { playIcon } from "./chapter-icons.js";
import type { ChapterSession } from "./chapter-session.js";
import type { chapterMessages } from "./chapter-messages.js";

/** All that decides what is seen in the 16:9 of the player. */
export interface Stage {
  element: ReactiveElement;
  snapshot: CourseSnapshot;
  settings: SettingsController<typeof chapterMessages>;
  /** Undefined as long as the outline is on its way, and for a player without a course. */
  chapter: ChapterOutline | undefined;
  /** It is known which chapter it is and who is looking at it. */
  ready: boolean;
  lock: LockReason | undefined;
  phase: "poster" | "starting" | "playing" | "failed";
  /** The chapter that plays, when its code is there. */
  session: ChapterSession | undefined;
  /** What a chapter without a video shows, when that is loaded. */
  reading: TemplateResult | undefined;
  /** Draws what lies over a locked chapter, when that is loaded. */
  locked: typeof import("./locked-stage.js") | undefined;
  /** Where a taste of this chapter was over. */
  tastedSeconds: number | undefined;
  play: () => void;
  getReady: () => void;
  retry: () => void;
}

/** The video, or the poster and what lies over it. */
export function renderStage(stage: Stage): TemplateResult {
  const { session, phase, lock, snapshot } = stage;
  const media = session?.view;
  const failed =
    phase === "failed" || (!snapshot.chapters && [snapshot.status, snapshot.outlineStatus].includes("failed"));
  const cover = safeUrl(snapshot.card?.imageUrl);
  return html`<div class="stage ${snapshot.card || media ? "" : "blank"}" part="media">
    <div class="screen">${media}</div>
    ${
      phase === "playing"
        ? session?.renderOver()
        : html`<div class="cover ${lock || failed || isReading(stage) ? "dim" : ""}" part="poster">
              <slot name="poster"
                >${cover ? html`<img class="cover" src=${cover} alt="" decoding="async" />` : nothing}</slot
              >
            </div>
            ${failed ? renderFailure(stage) : lock && phase === "poster" ? stage.locked?.renderLocked(stage, lock) : renderInvitation(stage)}`
    }
  </div>`;
}

function isReading({ chapter, ready }: Stage): boolean {
  return ready && !!chapter && !chapter.hasVideo;
}

function renderInvitation(stage: Stage): TemplateResult | typeof nothing {
  const { ready, chapter, snapshot, settings, phase } = stage;
  if (snapshot.chapters?.length === 0) return html`<div class="message"><p>${settings.text("noChapters")}</p></div>`;
  if (!ready) return nothing;
  if (isReading(stage)) return stage.reading ?? nothing;
  const starting = phase === "starting";
  const chip = starting ? "" : hint(stage);
  return html`<button
    class="play ${starting ? "busy" : ""}"
    part="play"
    type="button"
    aria-label="${settings.text("playChapter", { title: chapter?.title ?? "" })} ${chip}"
    aria-disabled=${starting}
    @click=${starting ? undefined : stage.play}
    @pointerenter=${stage.getReady}
    @focus=${stage.getReady}
  >
    <span class="disc">${icon(playIcon)}</span>
    ${chip ? html`<span class="glass chip">${chip}</span>` : nothing}
  </button>`;
}

/** "Resume at 6:12" where the learner stopped, "Free chapter" where a visitor may look in. */
function hint({ chapter, snapshot: { learner }, settings }: Stage): string {
  const { nextChapterId, positionSeconds = 0 } = learner?.progress ?? {};
  if (chapter && chapter.id === nextChapterId && positionSeconds >= 1) {
    return settings.text("resumeAt", { time: formatClock(positionSeconds, settings.language) });
  }
  return chapter?.isFree && learner?.access === "none" ? settings.text("freeChapter") : "";
}

function renderFailure({ phase, session, settings, retry }: Stage): TemplateResult {
  const sentence =
    phase !== "failed" ? settings.text("courseFailed") : (session?.failure ?? settings.text("videoFailed"));
  return html`<div class="message">
    <p role="alert">${sentence}</p>
    <button class="button quiet" type="button" @click=${retry}>${settings.text("tryAgain")}</button>
  </div>`;
}
