import type { CourseCard } from "@courselet/contract/catalogue";
import { LitElement, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";

import { CourseController } from "../../controllers/course-controller.js";
import { SettingsController } from "../../controllers/settings-controller.js";
import type { CourseSnapshot } from "../../data/course-snapshot.js";
import { buttonStyles } from "../../shared/button-styles.js";
import { CourseErrorEvent } from "../../shared/course-error-event.js";
import { formatDuration } from "../../shared/format-duration.js";
import { formatMoney } from "../../shared/format-money.js";
import { hasAccess } from "../../shared/has-access.js";
import { hostStyles } from "../../shared/host-styles.js";
import { icon } from "../../shared/icon.js";
import { html } from "../../shared/own-tags.js";
import { safeUrl } from "../../shared/safe-url.js";
import { surfaceStyles } from "../../shared/surface-styles.js";
import { warnOnce } from "../../shared/warn-once.js";
import { courseCardMessages } from "./course-card-messages.js";
import { courseCardStyles } from "./course-card.styles.js";

const chaptersIcon = "M6 4h12a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2ZM8 9h8M8 14.5h5";
const clockIcon = "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM12 7.5V12l3 2";

/** Somebody followed the link of a card. The browser goes there next. */
export class CourseSelectEvent extends Event {
  readonly courseId: string;

  constructor(courseId: string) {
    super("course-select", { bubbles: true, composed: true });
    this.courseId = courseId;
  }
}

/**
 * @summary One course: cover, title, what is in it, and its price or the learner's progress.
 *
 * @slot - Shown before and without JavaScript, and when the course does not exist. Its first link is where the card leads.
 * @slot media - A picture of your own, in place of the cover.
 * @slot badge - In place of "2 free chapters".
 * @slot actions - In place of the button.
 * @slot footer - Below the last line.
 *
 * @event {CourseSelectEvent} course-select - The link of the card was followed.
 * @event {CourseErrorEvent} course-error - The course could not be loaded.
 *
 * @csspart base - The card.
 * @csspart media - The cover and what lies on it.
 * @csspart body - All below or beside the cover.
 * @csspart category
 * @csspart title - The heading.
 * @csspart description
 * @csspart meta - Chapters and duration.
 * @csspart price
 * @csspart progress - What takes the place of the price once the course is owned.
 * @csspart actions - The end of the last line.
 *
 * @cssproperty --course-accent - Category, links, buttons, progress.
 * @cssproperty --course-radius - Corner radius of the card; smaller ones follow from it.
 * @cssproperty --course-space - Space around the text.
 * @cssproperty --course-surface - Background of the card.
 * @cssproperty --course-text - Colour of its text.
 * @cssproperty --course-muted - Colour of what matters less.
 * @cssproperty --course-font - Font family; the page's own without it.
 */
export class CourseCardElement extends LitElement {
  static override readonly styles = [hostStyles, buttonStyles, surfaceStyles, courseCardStyles];

  @property({ attribute: "course-id" }) courseId?: string;
  /** The course's page. Without it: the provider's `course-url`, else the first link inside the tag. */
  @property() href?: string;
  /** `horizontal` needs 440 pixels; a narrower card is vertical. */
  @property() layout: "vertical" | "horizontal" | "compact" = "vertical";
  /** Level of the title in the headings of the page, 1 to 6. */
  @property({ type: Number, attribute: "heading-level" }) headingLevel = 3;
  /** Names of what to leave out, separated by spaces: price, description, category, progress, actions. */
  @property({ reflect: true }) hide?: string;

  /** The cover that could not be loaded. */
  @state() private brokenCover: string | undefined;

  readonly #course = new CourseController(this, () => this.courseId);
  readonly #settings = new SettingsController(this, courseCardMessages);

  #failed = false;

  override updated(): void {
    const { status, courseId } = this.#course.snapshot;
    const failed = status === "failed";
    if (failed && !this.#failed) this.dispatchEvent(new CourseErrorEvent(courseId));
    this.#failed = failed;
  }

  readonly #select = (): void => {
    if (this.courseId) this.dispatchEvent(new CourseSelectEvent(this.courseId));
  };

  readonly #retry = (): void => {
    const { store } = this.#course;
    if (store && this.courseId) store.retry(this.courseId);
  };

  #link(courseId: string): string | undefined {
    const fallback = () => this.querySelector<HTMLAnchorElement>("a[href]")?.getAttribute("href");
    return safeUrl(this.href) ?? this.#settings.courseHref(courseId) ?? safeUrl(fallback());
  }

  override render() {
    const { snapshot } = this.#course;
    const { card, status, courseId } = snapshot;
    if (status === "missing") {
      warnOnce(`There is no published course ${courseId}: the content of <${this.localName}> is shown.`);
      return html`<slot></slot>`;
    }
    if (!card && status === "failed") return this.#renderFailure();
    return html`
      <article class="base surface ${this.layout}" part="base" aria-busy=${!card} aria-labelledby="title">
        ${this.#renderMedia(snapshot)}
        <div class="body" part="body">
          <div class="text">${card ? this.#renderText(card) : textSkeleton}</div>
          <div class="meta" part="meta">${card ? this.#renderMeta(card) : bone("half")}</div>
          <div class="last">${this.#renderLast(snapshot)}</div>
          <slot class="aside" name="footer"></slot>
        </div>
      </article>
    `;
  }

  #renderMedia({ card, learner, learnerStatus }: CourseSnapshot): TemplateResult {
    const url = safeUrl(card?.imageUrl);
    const cover = url === this.brokenCover ? undefined : url;
    const forSale = card?.price?.amount && learnerStatus !== "loading" && !hasAccess(learner);
    return html`<div class="media ${card && !cover ? "plain" : ""}" part="media">
      <slot name="media"
        >${
          cover &&
          html`<img
            class="cover"
            src=${cover}
            alt=""
            width="640"
            height="360"
            loading="lazy"
            decoding="async"
            @error=${() => (this.brokenCover = cover)}
          />`
        }</slot
      >
      <div class="badge">
        <slot name="badge"
          >${
            forSale && card.freeChapterCount > 0
              ? html`<span class="glass"
                  >${this.#settings.text("freeChapters", { count: card.freeChapterCount })}</span
                >`
              : nothing
          }</slot
        >
      </div>
      ${card && html`<wishlist-button class="heart" course-id=${card.id}></wishlist-button>`}
    </div>`;
  }

  #renderText({ id, title, category, description }: CourseCard): TemplateResult {
    const link = this.#link(id);
    return html`
      ${category && html`<div class="category" part="category">${category.name}</div>`}
      <div class="heading" part="title" role="heading" aria-level=${this.headingLevel} id="title">
        ${link ? html`<a class="title" href=${link} @click=${this.#select}>${title}</a>` : title}
      </div>
      ${description && html`<p class="description" part="description">${description}</p>`}
    `;
  }

  #renderMeta({ chapterCount, durationSeconds }: CourseCard): TemplateResult {
    const settings = this.#settings;
    const item = (path: string, text: string) => html`<span>${icon(path)}${text}</span>`;
    return html`
      ${chapterCount ? item(chaptersIcon, settings.text("chapters", { count: chapterCount })) : nothing}
      ${durationSeconds ? item(clockIcon, formatDuration(durationSeconds, settings.language)) : nothing}
    `;
  }

  /** Price or progress at the start, the one thing to do at the end. */
  #renderLast({ card, learner, learnerStatus, purchase }: CourseSnapshot): TemplateResult {
    if (!card || learnerStatus === "loading") return lastSkeleton;
    const { id, price } = card;
    // Whoever has paid and waits for it to be confirmed is past the price.
    const waiting = purchase.phase === "processing" || learner?.reason === "payment_processing";
    return html`${
        hasAccess(learner)
          ? html`<progress-bar class="progress" part="progress" course-id=${id}></progress-bar>`
          : price && !waiting
            ? html`<span class="price" part="price"
                >${price.amount ? formatMoney(price, this.#settings.language) : this.#settings.text("free")}</span
              >`
            : nothing
      }
      <div class="actions" part="actions">
        <slot name="actions">
          <buy-button class="buy" course-id=${id} .courseHref=${this.#link(id)}></buy-button>
        </slot>
      </div>`;
  }

  #renderFailure(): TemplateResult {
    return html`<div class="base surface fallback" part="base">
      <div class="body" part="body">
        <slot></slot>
        <p class="note" role="status">${this.#settings.text("courseFailed")}</p>
        <button class="button quiet" type="button" @click=${this.#retry}>${this.#settings.text("tryAgain")}</button>
      </div>
    </div>`;
  }
}

const bone = (look: string) => html`<span class="bone ${look}"></span>`;

const textSkeleton = html`
  <div class="category">${bone("short")}</div>
  <div class="heading">${bone("long")} ${bone("half")}</div>
  <p class="description">${bone("")} ${bone("long")}</p>
`;

const lastSkeleton = html`${bone("short")}
  <div class="actions">${bone("press")}</div>`;

declare global {
  interface HTMLElementTagNameMap {
    "course-card": CourseCardElement;
  }
  interface HTMLElementEventMap {
    "course-select": CourseSelectEvent;
  }
}
