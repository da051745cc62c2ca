import { html } from "lit";

import { state } from "./state.js";
import { courses, failing, missing, purchasing, slow, wishing } from "./stores.js";
import { within } from "./within.js";

const buy = (course, content) => html`<buy-button course-id=${course.id}>${content}</buy-button>`;
const paying = (purchase) => within(purchasing(purchase), buy(courses.photography));
const wish = (course, variant = "icon") =>
  html`<wishlist-button course-id=${course.id} variant=${variant}></wishlist-button>`;

const buttons = () => html`
  <div class="line">
    ${state("for sale", buy(courses.photography))} ${state("own words", buy(courses.photography, "Join the course"))}
    ${state("free", buy(courses.music))} ${state("owned", buy(courses.maps))}
    ${state("not for sale yet", buy(courses.garden))} ${state("skeleton", within(slow, buy(courses.maps)))}
    ${state("opening checkout", paying({ phase: "starting" }))}
    ${state("payment in confirmation", paying({ phase: "processing", late: false }))}
    ${state("confirmation is late", paying({ phase: "processing", late: true }))}
    ${state("offline", within(failing, buy(courses.maps)))} ${state("not found", within(missing, buy(courses.maps)))}
    ${state("payments are down", paying({ phase: "failed", code: "payment_unavailable", message: "" }))}
    ${state("the price has changed", paying({ phase: "failed", code: "price_changed", message: "" }))}
  </div>
`;

const hearts = () => html`
  <div class="line">
    ${state("wish", wish(courses.photography))} ${state("wished", wish(courses.maps))}
    ${state("wish, with label", wish(courses.photography, "label"))}
    ${state("wished, with label", wish(courses.maps, "label"))}
    ${state("skeleton", within(slow, wish(courses.maps, "label")))}
    ${state("could not be saved", within(wishing(), wish(courses.photography, "label")), async (figure) => {
      figure.querySelector("wishlist-button").shadowRoot.querySelector("button").click();
      await new Promise((resolve) => setTimeout(resolve, 150));
    })}
  </div>
`;

const bars = () => html`
  <div class="row">
    ${state("of a course", html`<progress-bar course-id=${courses.maps.id}></progress-bar>`)}
    ${state("as a count", html`<progress-bar course-id=${courses.maps.id} format="count"></progress-bar>`)}
    ${state("nothing begun", html`<progress-bar course-id=${courses.photography.id}></progress-bar>`)}
    ${state("of your own", html`<progress-bar value="7" max="10" label="Reading list" format="count"></progress-bar>`)}
    ${state("without words", html`<progress-bar value="1" max="3" format="none"></progress-bar>`)}
    ${state("label inside", html`<progress-bar value="66">Your week</progress-bar>`)}
    ${state("done", html`<progress-bar value="8" max="8" label="Chapters" format="count"></progress-bar>`)}
    ${state("skeleton", within(slow, html`<progress-bar course-id=${courses.maps.id}></progress-bar>`))}
  </div>
`;

export const buttonScenes = {
  buttons: { title: "buy-button", body: buttons },
  hearts: { title: "wishlist-button", body: hearts },
  bars: { title: "progress-bar", body: bars },
};
