import type { LockReason } from "@courselet/contract/learning";
import { nothing, type TemplateResult } from "lit";

import { formatClock } from "../../shared/format-clock.js";
import { formatDuration } from "../../shared/format-duration.js";
import { icon } from "../../shared/icon.js";
import type { MessageTable } from "../../shared/messages.js";
import { html } from "../../shared/own-tags.js";
import { adoptStyles } from "./adopt-styles.js";
import { lockIcon, playIcon } from "./chapter-icons.js";
import type { Stage } from "./chapter-stage.js";
import { lockMessages } from "./lock-messages.js";

/** Words of a locked chapter. Loaded when one is shown. */
export const lockedMessages = {
  ...lockMessages,
  tasteSeconds: { one: "Watch the first second", other: "Watch the first {count} seconds" },
  buyToGoOn: "Buy to go on from {time}",
  enrolToGoOn: "Enrol for free to go on from {time}",
} as const satisfies MessageTable;

/**
 * Over a locked chapter: why it is locked, and how to have it. Where it has a taste that comes first, and then the offer to
 * go on from where it ended.
 */
export function renderLocked(stage: Stage, lock: LockReason): TemplateResult {
  adoptStyles(stage.element);
  const { settings, chapter, tastedSeconds, play } = stage;
  const text = (key: keyof typeof lockedMessages, values = {}) =>
    settings.text<typeof lockedMessages>(key, values, lockedMessages);
  const tasteSeconds = (chapter?.hasVideo && chapter.tasteSeconds) || 0;
  const goOn = { not_purchased: "buyToGoOn", refunded: "buyToGoOn", not_enrolled: "enrolToGoOn" } as const;
  const offer = lock in goOn && tasteSeconds && tastedSeconds ? goOn[lock as keyof typeof goOn] : undefined;
  return html`<div class="message" part="locked">
    <slot name="locked">
      ${tasteSeconds ? nothing : icon(lockIcon)}
      <p class="sentence" role="status">
        ${offer ? text(offer, { time: formatClock(tastedSeconds ?? 0, settings.language) }) : text(lock)}
      </p>
      ${
        tasteSeconds && !tastedSeconds
          ? html`<button class="button quiet" part="taste" type="button" @click=${play}>
              ${icon(playIcon)} ${text("tasteSeconds", { count: tasteSeconds })}
            </button>`
          : nothing
      }
      ${lock === "disputed" ? nothing : renderOffer(stage, tasteSeconds > 0)}
    </slot>
  </div>`;
}

function renderOffer({ snapshot: { card, courseId }, settings }: Stage, isShort: boolean): TemplateResult {
  const chapters = card && settings.text("chapters", { count: card.chapterCount });
  const duration = card && formatDuration(card.durationSeconds, settings.language);
  return html`${isShort ? nothing : html`<p class="offer">${chapters} · ${duration}</p>`}
    <buy-button class="buy" course-id=${courseId}></buy-button>`;
}
