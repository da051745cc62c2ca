import { html } from "lit";

import { card } from "./card-scenes.js";
import { state } from "./state.js";
import { courses, newcomer } from "./stores.js";
import { within } from "./within.js";

const chapters = html`<chapter-list course-id=${courses.maps.id}></chapter-list>`;

/** What a page with its own style puts around the elements; each is a class in gallery.css. */
const inherited = [
  ["paper", "sepia paper, serif"],
  ["night", "deep blue, yellow buttons"],
  ["poster", "a loud orange page"],
  ["royal", "white on strong blue"],
  ["slate", "a grey in the middle"],
  ["dusk", "a gradient"],
];

export const pageScenes = {
  "design-system": {
    title: "Tokens of a design system",
    body: () => html`
      <div class="row">
        <div class="forest">${state("accent, radius 0, own surface", card(courses.photography))}</div>
        <div class="candy">${state("all colours", card(courses.photography))}</div>
        <div class="large">${state("larger type, more space", card(courses.maps))}</div>
      </div>
    `,
  },
  inherit: {
    title: "theme=inherit",
    body: () =>
      inherited.map(
        ([name, what]) => html`
          <section class="host ${name}">
            <p>
              A page in ${what}, with <a href="/c">a link</a> and
              <span class="host-button" role="button" tabindex="0">a button</span>
            </p>
            <course-provider theme="inherit">
              <div class="row">
                ${state(`${name}: for sale`, within(newcomer, card(courses.photography)))}
                ${state(`${name}: owned`, card(courses.maps))} ${state(`${name}: chapters`, chapters)}
              </div>
              <div class="line">
                ${state(`${name}: buy`, within(newcomer, html`<buy-button course-id=${courses.photography.id}></buy-button>`))}
                ${state(`${name}: continue`, html`<buy-button course-id=${courses.maps.id}></buy-button>`)}
                ${state(`${name}: wish`, html`<wishlist-button course-id=${courses.photography.id} variant="label"></wishlist-button>`)}
              </div>
            </course-provider>
          </section>
        `,
      ),
  },
};
