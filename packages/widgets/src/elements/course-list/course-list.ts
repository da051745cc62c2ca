import { LitElement, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";

import { SettingsController } from "../../controllers/settings-controller.js";
import { type CourseQuery, isPrivate } from "../../data/course-queries.js";
import { buttonStyles } from "../../shared/button-styles.js";
import { hostStyles } from "../../shared/host-styles.js";
import { html } from "../../shared/own-tags.js";
import { CourseListChangeEvent } from "./course-list-change-event.js";
import { courseListMessages } from "./course-list-messages.js";
import { courseListStyles } from "./course-list.styles.js";
import type { ItemClones } from "./item-clones.js";
import { ListController } from "./list-controller.js";
import type { ListToolbar } from "./list-toolbar.js";

/** A page of courses that are on their way is shown by no more than so many skeletons. */
const MOST_SKELETONS = 12;

/**
 * @summary Courses: the catalogue, searched, filtered and sorted, or the learner's own.
 *
 * @slot - Shown before and without JavaScript, and when the first courses could not be loaded.
 * @slot item - A `<template>` that is copied for each course, `{id}` in its attributes filled; in place of the cards.
 * @slot empty - In place of "There are no courses here yet."
 *
 * @event {CourseListChangeEvent} course-list-change - Other courses are shown than before, or more.
 * @event {CourseSelectEvent} course-select - The link of a card was followed.
 * @event {SignInRequestEvent} sign-in-request - Somebody who has to sign in wants to see their own courses.
 *
 * @csspart base - The whole.
 * @csspart toolbar - Search and filters.
 * @csspart grid - The courses.
 * @csspart item - The place of one course.
 * @csspart more - The button that shows more.
 *
 * @cssproperty --course-accent - Buttons, focus, and all that the cards draw with it.
 * @cssproperty --course-radius - Corner radius of the cards; smaller ones follow from it.
 * @cssproperty --course-space - Space between and in the cards.
 * @cssproperty --course-surface - Background of cards and fields.
 * @cssproperty --course-text - Colour of their text.
 * @cssproperty --course-muted - Colour of what matters less.
 * @cssproperty --course-font - Font family; the page's own without it.
 */
export class CourseListElement extends LitElement {
  static override readonly styles = [hostStyles, buttonStyles, courseListStyles];

  /** Words to search for. */
  @property({ reflect: true }) query = "";
  /** Id of a category. */
  @property({ reflect: true }) category = "";
  /** User id of an author. */
  @property() author = "";
  @property() source: "catalogue" | "purchased" | "wishlisted" | "in-progress" = "catalogue";
  @property({ reflect: true }) price: "" | "free" | "paid" = "";
  /** Without it: by relevance for a search, newest first otherwise. */
  @property({ reflect: true }) sort: "" | "newest" | "title" | "price" = "";
  /** How many courses are loaded at a time, 1 to 100. */
  @property({ type: Number }) limit = 24;
  /** Shows a search field. Not for the learner's own lists. */
  @property({ type: Boolean }) searchable = false;
  /** Shows choices of category, price and order. Not for the learner's own lists. */
  @property({ type: Boolean }) filterable = false;

  /** What not every list needs is loaded by those that do. */
  @state() private toolbar: ListToolbar | undefined;
  @state() private notes: typeof import("./list-notes.js") | undefined;
  @state() private items: ItemClones | undefined;

  readonly #settings = new SettingsController(this, courseListMessages);
  readonly #list = new ListController(
    this,
    () => this.#filters,
    (added) => (this.#added = added),
  );
  /** The list has changed since it was last rendered, and this many courses were added to its end. */
  #added: number | undefined;
  #hadFocus: boolean | undefined;
  /** What is said to screen readers about the last change. */
  #announcement = "";

  /** Loads the list again: courses that were put on a list or taken off it since come and go then. */
  reload(): void {
    this.#list.reload();
  }

  override willUpdate(): void {
    const { courseIds, status } = this.#list;
    const added = this.#added;
    // Emptied in between: the same words twice would be said once.
    if (status === "loading") this.#announcement = "";
    else if (added !== undefined)
      this.#announcement = this.#settings.text(added ? "moreCourses" : "courses", {
        count: added || (courseIds ?? []).length,
      });
    this.#hadFocus = this.shadowRoot?.activeElement?.part.contains("more");
  }

  override updated(): void {
    void this.#loadParts();
    this.items?.fill(this.#shownIds);
    const { courseIds, hasMore } = this.#list;
    const added = this.#added;
    this.#added = undefined;
    if (added === undefined || !courseIds) return;
    // With the last page the button is gone: whoever pressed it goes on at the first of the new courses.
    if (added && !hasMore && this.#hadFocus)
      this.renderRoot.querySelectorAll<HTMLElement>(".item")[courseIds.length - added]?.focus();
    this.dispatchEvent(new CourseListChangeEvent(courseIds, this.#filters));
  }

  get #filters(): CourseQuery {
    const { source, query, category, author, price, sort } = this;
    const limit = this.limit || 24;
    return isPrivate(source) ? { source, limit } : { source, query, category, author, price, sort, limit };
  }

  get #hasToolbar(): boolean {
    return !isPrivate(this.source) && (this.searchable || this.filterable);
  }

  /** The courses to show; before they are known, names of skeletons. */
  get #shownIds(): readonly string[] {
    const length = Math.min(this.#filters.limit, MOST_SKELETONS);
    return this.#list.courseIds ?? Array.from({ length }, (_, index) => `${index}`);
  }

  /** The author's item, where there is one. */
  get #template(): Element | undefined {
    return [...this.children].find(({ slot, localName }) => slot === "item" && localName === "template");
  }

  async #loadParts(): Promise<void> {
    const { courseIds, status } = this.#list;
    try {
      if (this.#hasToolbar && !this.toolbar) {
        const { ListToolbar } = await import("./list-toolbar.js");
        this.toolbar ??= new ListToolbar(this, this.#list, this.#settings);
      }
      if ((courseIds?.length === 0 || status === "signed-out") && !this.notes)
        this.notes = await import("./list-notes.js");
      if (this.#template && !this.items) {
        const { ItemClones } = await import("./item-clones.js");
        this.items ??= new ItemClones(this);
      }
    } catch {
      // No network: what is there stays, and the next change tries again.
    }
  }

  override render() {
    // What is in the tag stays until the code for its toolbar or its items is there.
    const isWhole = (this.toolbar || !this.#hasToolbar) && (this.items || !this.#template);
    return html`<div class="base" part="base">
      ${this.#hasToolbar ? this.toolbar?.render() : nothing}
      <p class="hidden" role="status">${this.#announcement}</p>
      ${isWhole ? this.#renderList() : html`<slot></slot>`}
      <slot name="item" @slotchange=${() => this.requestUpdate()}></slot>
    </div>`;
  }

  #renderList() {
    const { courseIds, status } = this.#list;
    const failed = status === "failed";
    if (status === "signed-out") return this.notes?.renderSignIn(this.#settings, this);
    if (courseIds?.length === 0 && !failed)
      return this.notes?.renderEmpty(this.#settings, this.#isNarrowed ? this.toolbar?.clear : undefined);
    return html`${courseIds || !failed ? this.#renderGrid() : html`<slot></slot>`} ${this.#renderEnd()}`;
  }

  /** Is the list narrowed by something that the visitor can take back here? */
  get #isNarrowed(): boolean {
    const { query, category, price } = this.#filters;
    return this.#hasToolbar && !!((this.searchable && query) || (this.filterable && (category || price)));
  }

  #renderGrid(): TemplateResult {
    const { courseIds, status, isMore } = this.#list;
    const items = this.#template && this.items;
    return html`<ul
      class="grid"
      part="grid"
      role="list"
      aria-label=${this.#settings.text("courseList")}
      aria-busy=${status === "loading" && !isMore}
      @slotchange=${() => this.requestUpdate()}
    >
      ${this.#shownIds.map(
        (id) =>
          html`<li class="item" part="item" tabindex="-1" ?inert=${!courseIds}>
            ${
              items
                ? html`<slot name=${items.slotOf(id)}></slot>`
                : html`<course-card .courseId=${courseIds ? id : undefined}></course-card>`
            }
          </li>`,
      )}
    </ul>`;
  }

  /** What leads on: to more courses, or out of a failure. A list that could not be loaded again says so above it. */
  #renderEnd() {
    const { courseIds, hasMore, isMore, status, goOn } = this.#list;
    const failed = status === "failed";
    if (!hasMore && !failed) return nothing;
    const busy = isMore && status === "loading";
    const text = this.#settings.text.bind(this.#settings);
    return html`<div class="after ${failed && !isMore && courseIds ? "first" : ""}">
      ${failed ? html`<p class="note" role="alert">${text("listFailed")}</p>` : nothing}
      <button class="button quiet" part="more" type="button" aria-disabled=${busy} @click=${goOn}>
        ${text(busy ? "loadingMore" : failed ? "tryAgain" : "showMore")}
      </button>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "course-list": CourseListElement;
  }
}
