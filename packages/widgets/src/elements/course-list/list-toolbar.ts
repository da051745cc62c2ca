import type { Categories } from "@courselet/contract/catalogue";
import { html, nothing, type TemplateResult } from "lit";

import type { SettingsController } from "../../controllers/settings-controller.js";
import { loadCategories } from "../../data/list-categories.js";
import type { CourseStore } from "../../data/course-store.js";
import { icon } from "../../shared/icon.js";
import type { CourseListElement } from "./course-list.js";
import type { courseListMessages } from "./course-list-messages.js";
import { listToolbarStyles } from "./list-toolbar.styles.js";
import { toolbarMessages } from "./list-toolbar-messages.js";

const searchIcon = "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM15.3 15.3 20 20";
const chevronIcon = "m7 10 5 5 5-5";

/** Waits this long for more letters before it searches. */
const TYPING_MS = 250;

/** A value and what it is called. */
type Choice = readonly [value: string, word: string];

export interface ToolbarList {
  readonly store: CourseStore | null;
  readonly courseIds: readonly string[] | null;
  readonly hasMore: boolean;
}

/** The search and the filters above a list. What the visitor says with them becomes the list's own properties. */
export class ListToolbar {
  readonly #element: CourseListElement;
  readonly #list: ToolbarList;
  readonly #settings: SettingsController<typeof courseListMessages>;
  #categories: Categories["categories"] = [];
  #categoriesOf: CourseStore | undefined;
  #typing = 0;

  constructor(element: CourseListElement, list: ToolbarList, settings: SettingsController<typeof courseListMessages>) {
    this.#element = element;
    this.#list = list;
    this.#settings = settings;
    const root = element.renderRoot as ShadowRoot;
    if (listToolbarStyles.styleSheet) root.adoptedStyleSheets.push(listToolbarStyles.styleSheet);
  }

  /** Takes back what was said here. */
  readonly clear = (): void => {
    const element = this.#element;
    if (element.searchable) element.query = "";
    if (element.filterable) element.category = element.price = "";
    // What was pressed goes away with the filters.
    element.renderRoot.querySelector<HTMLElement>("input, select")?.focus();
  };

  render(): TemplateResult {
    const { searchable, filterable, query } = this.#element;
    const text = this.#text;
    if (filterable) void this.#loadCategories();
    return html`<div class="toolbar" part="toolbar" role="search" aria-label=${text("searchCourses")}>
      ${
        searchable
          ? html`<div class="field search">
              ${icon(searchIcon)}<input
                type="search"
                aria-label=${text("searchCourses")}
                placeholder=${text("searchCourses")}
                enterkeyhint="search"
                autocomplete="off"
                maxlength="200"
                .value=${query}
                @input=${this.#type}
                @change=${this.#search}
              />
            </div>`
          : nothing
      }
      ${
        filterable
          ? html`${this.#renderSelect("category", text("category"), this.#categoryChoices())}
            ${this.#renderSelect("price", text("price"), [
              ["", text("anyPrice")],
              ["free", text("free")],
              ["paid", text("paid")],
            ])}
            ${this.#renderSelect("sort", text("sortBy"), this.#sortChoices())}`
          : nothing
      }
      <p class="count">${this.#count()}</p>
    </div>`;
  }

  #renderSelect(name: "category" | "price" | "sort", label: string, choices: readonly Choice[]): TemplateResult {
    const chosen = this.#element[name];
    const choose = ({ target }: Event): void => {
      Object.assign(this.#element, { [name]: (target as HTMLSelectElement).value });
    };
    return html`<div class="field">
      <select aria-label=${label} @change=${choose}>
        ${choices.map(
          ([value, word]) => html`<option value=${value} .selected=${value === chosen}>${word}</option>`,
        )}</select
      >${icon(chevronIcon)}
    </div>`;
  }

  #categoryChoices(): readonly Choice[] {
    const { category } = this.#element;
    const choices = this.#categories.map(({ id, name, courseCount }): Choice => [
      id,
      this.#text("categoryCount", { name, count: courseCount }),
    ]);
    // Until the names are there, and when there is none, the one that is asked for has its place.
    if (category && !choices.some(([id]) => id === category)) choices.push([category, "…"]);
    return [["", this.#text("allCategories")], ...choices];
  }

  #sortChoices(): readonly Choice[] {
    const { query, sort } = this.#element;
    const newest = this.#text("sortNewest");
    return [
      ["", query ? this.#text("sortRelevance") : newest],
      // Without a search the two are the same.
      ...(query || sort === "newest" ? [["newest", newest] as const] : []),
      ["title", this.#text("sortTitle")],
      ["price", this.#text("sortPrice")],
    ];
  }

  #count(): string {
    const { courseIds, hasMore } = this.#list;
    const count = courseIds?.length ?? 0;
    return count ? this.#text(hasMore ? "manyCourses" : "courses", { count }) : "";
  }

  readonly #text = (key: keyof typeof toolbarMessages, values?: Record<string, string | number>): string =>
    this.#settings.text<typeof toolbarMessages>(key, values, toolbarMessages);

  readonly #type = ({ target }: Event): void => {
    clearTimeout(this.#typing);
    const before = this.#element.query;
    this.#typing = window.setTimeout(() => {
      // A change by the page goes before what is being typed.
      if (this.#element.query === before) this.#element.query = (target as HTMLInputElement).value;
    }, TYPING_MS);
  };

  readonly #search = ({ target }: Event): void => {
    clearTimeout(this.#typing);
    this.#element.query = (target as HTMLInputElement).value;
  };

  async #loadCategories(): Promise<void> {
    const { store } = this.#list;
    if (!store || store === this.#categoriesOf) return;
    this.#categoriesOf = store;
    try {
      this.#categories = await loadCategories(store);
      this.#element.requestUpdate();
    } catch {
      this.#categoriesOf = undefined;
    }
  }
}
