import { html, type TemplateResult } from "lit";

import { exampleCourse, exampleId } from "../../../testing/example-course.js";
import { inside, mount, shown, visibleText } from "../../../testing/mount.js";
import { ScriptedApi } from "../../../testing/scripted-api.js";
import { scriptedStore, type ScriptedStoreOptions } from "../../../testing/scripted-client.js";
import type { CourseListElement } from "../course-list.js";
import "../define.js";

export const programming = { id: exampleId(1, "category"), name: "Programming" };
export const drawing = { id: exampleId(2, "category"), name: "Drawing" };

export interface ListOptions extends ScriptedStoreOptions {
  courses?: number;
  list?: TemplateResult;
  prepare?: (api: ScriptedApi) => void;
}

/** A list of so many courses: every second one free, every third one about drawing, "Course 1" to "Course n". */
export async function list({
  courses = 3,
  prepare,
  list: template = html`<course-list></course-list>`,
  ...options
}: ListOptions = {}) {
  const api = new ScriptedApi();
  for (let n = 1; n <= courses; n++) {
    const price = { amount: n % 2 ? 4900 : 0, currency: "usd" };
    api.addCourse(exampleCourse(n, { price, category: n % 3 ? programming : drawing }));
  }
  prepare?.(api);
  const { store } = scriptedStore({ api, ...options });
  const element = await mount<CourseListElement>(store, template);
  await loaded(element);
  return { api, store, element };
}

/** Also what is loaded later than the element, from the test server, is there. */
export async function loaded(element: CourseListElement): Promise<void> {
  await Promise.all([import("../list-toolbar.js"), import("../list-notes.js"), import("../item-clones.js")]);
  await shown(element);
}

export const cards = (element: CourseListElement) => [...(element.shadowRoot?.querySelectorAll("course-card") ?? [])];
export const ids = (element: CourseListElement) => cards(element).map(({ courseId }) => courseId ?? "");
export const numbers = (element: CourseListElement) => ids(element).map((id) => Number(id.slice(-12)));
export const text = (element: CourseListElement) => visibleText(inside(element, ".base")).replace(/\s+/g, " ");
export const said = (element: CourseListElement) => inside(element, ".hidden[role=status]").textContent;
export const more = (element: CourseListElement) => inside<HTMLButtonElement>(element, "[part=more]");
export const choose = (element: CourseListElement, label: string, value: string) => {
  const select = inside<HTMLSelectElement>(element, `select[aria-label="${label}"]`);
  select.value = value;
  select.dispatchEvent(new Event("change"));
};
export const type = (element: CourseListElement, words: string, event = "input") => {
  const input = inside<HTMLInputElement>(element, "input");
  input.value = words;
  input.dispatchEvent(new Event(event));
};
export const requests = (api: ScriptedApi) => api.calls.map(({ method, path }) => `${method} ${path}`);
export const searching = html`<course-list searchable filterable limit="2"></course-list>`;
