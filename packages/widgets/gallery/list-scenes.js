import { html } from "lit";

import { scriptedStore } from "../src/testing/scripted-client.ts";
import { courses, failing, newcomer, paid, slow, withReason } from "./stores.js";
import { within } from "./within.js";

/** A catalogue of which every second request fails: what is there stays, and says so. */
function stumbling(match) {
  const { store, api } = scriptedStore();
  for (const course of Object.values(courses)) api.addCourse(course);
  api.fail(match, "offline");
  return store;
}

const empty = scriptedStore({ token: "visitor" }).store;
const stranger = scriptedStore().store;

const press = (selector) => async (main) => {
  await new Promise((resolve) => setTimeout(resolve, 100));
  main.querySelector(".act course-list").shadowRoot.querySelector(selector).click();
};

const list = (changes = {}) =>
  html`<course-list
    ?searchable=${changes.toolbar ?? true}
    ?filterable=${changes.toolbar ?? true}
    limit=${changes.limit ?? 6}
    source=${changes.source ?? "catalogue"}
    query=${changes.query ?? ""}
    ><a href="/courses">All courses</a>${changes.inside}</course-list
  >`;

const items = html`<course-list limit="4">
  <template slot="item"><course-card course-id="{id}" layout="compact"></course-card></template>
</course-list>`;

const chapters = (course, changes = {}) =>
  html`<chapter-list course-id=${course.id} current=${changes.current ?? ""}>${changes.inside}</chapter-list>`;

/** Two of the chapters are to be read. */
const mixed = (() => {
  const { store, api } = scriptedStore({ token: "somebody" });
  const { maps } = courses;
  const rows = maps.chapters.map((chapter, index) =>
    index % 3 === 1 ? { ...chapter, hasVideo: false, durationSeconds: null } : chapter,
  );
  api.addCourse({ ...maps, chapters: rows });
  return store;
})();

export const listScenes = {
  "course-list": { body: () => within(paid, list()) },
  "course-list-own": {
    body: () =>
      html`${within(paid, list({ source: "purchased" }))} ${within(paid, list({ source: "wishlisted" }))}
      ${within(paid, items)}`,
  },
  "course-list-skeleton": { body: () => within(slow, list({ limit: 3 })) },
  "course-list-states": {
    body: () => html`
      ${within(paid, list({ query: "alchemy" }))} ${within(empty, list({ toolbar: false }))}
      ${within(stranger, list({ source: "purchased" }))} ${within(failing, list({ toolbar: false }))}
    `,
  },
  "course-list-failed-more": {
    body: () => html`<div class="act">${within(stumbling(/cursor/), list({ limit: 3 }))}</div>`,
    act: press("[part=more]"),
  },
  "course-list-arabic": { dir: "rtl", lang: "ar", body: () => within(paid, list({ limit: 3 })) },
  "chapter-list": {
    body: () => html`
      <div class="two">${within(paid, chapters(courses.maps))} ${within(newcomer, chapters(courses.maps))}</div>
      <div class="two">
        ${within(mixed, chapters(courses.maps, { current: courses.maps.chapters[1].id }))}
        ${within(slow, chapters(courses.maps))}
      </div>
      <div class="two">
        ${within(withReason("disputed"), chapters(courses.maps))}
        <div style="display: grid; gap: 24px; align-content: start">
          ${within(failing, chapters(courses.maps, { inside: html`<a href="/c">Chapters</a>` }))}
          ${within(paid, chapters(courses.garden, { inside: html`<h2 slot="heading">What you will learn</h2>` }))}
        </div>
      </div>
    `,
  },
  "chapter-list-arabic": { dir: "rtl", lang: "ar", body: () => within(paid, chapters(courses.arabic)) },
};
