import { html, type LitElement, nothing, svg, type TemplateResult } from "lit";

import type { SettingsController } from "../../controllers/settings-controller.js";
import { readPreferences, remember } from "../../data/preferences.js";
import type { Store } from "../../data/store.js";
import type { MessageTable } from "../../shared/messages.js";

const COUNTDOWN_SECONDS = 5;
/** Of the ring, in the units of its drawing. */
const CIRCUMFERENCE = 2 * Math.PI * 20;

export const nextMessages = {
  nextTitle: "Next: {title}",
  nextIn: { one: "Plays in {count} second.", other: "Plays in {count} seconds." },
  playNow: "Play now",
  cancel: "Cancel",
  playNextAlways: "Play next automatically",
} as const satisfies MessageTable;

export interface NextOfferOptions {
  element: LitElement;
  store: Store;
  /** The video that has come to its end. */
  media: HTMLElement;
  title: string;
  /** Goes on to the next chapter. */
  go: () => void;
}

/**
 * What a chapter's end shows where the author lets the next one begin by itself: it, and a countdown that can be stopped.
 * The visitor's choice to have none is remembered; the offer is then there without it.
 */
export class NextOffer {
  readonly #options: NextOfferOptions;
  readonly #listening = new AbortController();
  #timer: ReturnType<typeof setInterval> | undefined;
  #isAutomatic: boolean;
  #secondsLeft: number | undefined;
  #isGone = false;

  constructor(options: NextOfferOptions) {
    this.#options = options;
    const { element, media, store } = options;
    this.#isAutomatic = readPreferences(store).autoplayNext ?? true;
    if (this.#isAutomatic) this.#start();
    const { signal } = this.#listening;
    // Whoever plays or moves in the old video again wants to stay there.
    for (const type of ["play", "seeking"]) media.addEventListener(type, this.#cancel, { signal });
    document.addEventListener("keydown", ({ key }) => key === "Escape" && this.#cancel(), { signal });
    element.requestUpdate();
  }

  close(): void {
    clearInterval(this.#timer);
    this.#listening.abort();
    this.#isGone = true;
  }

  readonly #cancel = (): void => {
    const { element, media } = this.#options;
    const root = element.renderRoot as ShadowRoot;
    const hadFocus = !!root.activeElement?.closest("[part~=countdown]");
    this.close();
    element.requestUpdate();
    // What had the focus goes; keys go on working where it was.
    if (hadFocus) media.focus();
  };

  readonly #go = (): void => {
    this.close();
    this.#options.go();
  };

  #start(): void {
    this.#secondsLeft = COUNTDOWN_SECONDS;
    this.#timer = setInterval(() => {
      this.#secondsLeft = (this.#secondsLeft ?? 1) - 1;
      if (this.#secondsLeft > 0) this.#options.element.requestUpdate();
      else this.#go();
    }, 1000);
  }

  readonly #choose = ({ currentTarget }: Event): void => {
    this.#isAutomatic = currentTarget instanceof HTMLInputElement && currentTarget.checked;
    remember(this.#options.store, { autoplayNext: this.#isAutomatic });
    clearInterval(this.#timer);
    this.#secondsLeft = undefined;
    if (this.#isAutomatic) this.#start();
    this.#options.element.requestUpdate();
  };

  render(settings: SettingsController<MessageTable>): TemplateResult | typeof nothing {
    if (this.#isGone) return nothing;
    const text = (key: keyof typeof nextMessages, values = {}) =>
      settings.text<typeof nextMessages>(key, values, nextMessages);
    const left = this.#secondsLeft;
    // Said once: what a screen reader says every second, nobody can listen to.
    const announced = this.#isAutomatic && text("nextIn", { count: COUNTDOWN_SECONDS });
    return html`<div class="message over" part="countdown">
      ${left === undefined ? nothing : renderRing(left, settings.language)}
      <p class="sentence" role="status">
        ${text("nextTitle", { title: this.#options.title })}
        ${announced ? html`<span class="hidden">${announced}</span>` : nothing}
      </p>
      <div class="choices">
        <button class="button" type="button" @click=${this.#go}>${text("playNow")}</button>
        <button class="button quiet" type="button" @click=${this.#cancel}>${text("cancel")}</button>
      </div>
      <label class="always">
        <input type="checkbox" .checked=${this.#isAutomatic} @change=${this.#choose} />${text("playNextAlways")}
      </label>
    </div>`;
  }
}

function renderRing(secondsLeft: number, language: string): TemplateResult {
  // Runs ahead to where it will be when this second is over; drawn by attributes, which no policy on styles forbids.
  const gone = CIRCUMFERENCE * (1 - (secondsLeft - 1) / COUNTDOWN_SECONDS);
  return html`<svg class="ring" viewBox="0 0 48 48" aria-hidden="true">
    ${svg`<circle cx="24" cy="24" r="20" opacity="0.25" />
      <circle class="hand" cx="24" cy="24" r="20" transform="rotate(-90 24 24)"
        stroke-dasharray=${CIRCUMFERENCE} stroke-dashoffset=${gone} />
      <text x="24" y="24" dy="0.35em">${new Intl.NumberFormat(language).format(secondsLeft)}</text>`}
  </svg>`;
}
