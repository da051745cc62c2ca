import { html } from "lit";

import { courses, failing, newcomer, paid, purchasing, signedOut } from "./stores.js";
import { within } from "./within.js";

/** The languages that have words, with a course in each that has one of its own. */
const languages = {
  de: courses.german,
  es: courses.maps,
  fr: courses.maps,
  pt: courses.maps,
  ja: courses.japanese,
  ar: courses.arabic,
};

const card = (course) => html`<course-card course-id=${course.id}><a href="/c">${course.title}</a></course-card>`;

/** All that is said on a page of a shop and on one of a course. */
const everything = (course) => html`
  <div class="row">
    ${within(newcomer, card(course))} ${within(paid, card(courses.maps))} ${within(newcomer, card(courses.music))}
    ${within(failing, card(course))}
    ${within(purchasing({ phase: "failed", code: "price_changed", message: "" }), card(courses.photography))}
    ${within(purchasing({ phase: "processing", late: false }), card(courses.photography))}
  </div>
  <div class="line">
    <buy-button course-id=${courses.photography.id}></buy-button>
    <buy-button course-id=${courses.music.id}></buy-button>
    <wishlist-button course-id=${courses.photography.id} variant="label"></wishlist-button>
    <wishlist-button course-id=${courses.maps.id} variant="label"></wishlist-button>
  </div>
  ${within(paid, html`<chapter-player course-id=${courses.maps.id}></chapter-player>`)}
  ${within(
    newcomer,
    html`<chapter-player course-id=${courses.maps.id} chapter-id=${courses.maps.chapters[3].id}></chapter-player>`,
  )}
  ${within(paid, html`<course-list searchable filterable limit="3"></course-list>`)}
  <div class="two">
    ${within(paid, html`<chapter-list course-id=${courses.maps.id}></chapter-list>`)}
    ${within(signedOut, html`<course-list source="purchased"></course-list>`)}
  </div>
`;

export const languageScenes = Object.fromEntries(
  Object.entries(languages).map(([lang, course]) => [
    `in-${lang}`,
    { lang, dir: lang === "ar" ? "rtl" : "ltr", body: () => everything(course) },
  ]),
);
