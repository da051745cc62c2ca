import { html } from "lit";

import { state } from "./state.js";
import { courses, failing, missing, newcomer, purchasing, signedOut, slow, wishing } from "./stores.js";
import { within } from "./within.js";

export const card = (course, layout = "vertical") =>
  html`<course-card course-id=${course.id} layout=${layout}><a href="/c">${course.title}</a></course-card>`;

const purchase = (changes) => within(purchasing(changes), card(courses.photography));

const cards = () => html`
  <div class="row">
    ${state("for sale", card(courses.photography))} ${state("owned", card(courses.maps))}
    ${state("skeleton", within(slow, card(courses.maps)))} ${state("free", card(courses.music))}
    ${state("no cover, not for sale yet", card(courses.garden))}
    ${state("offline", within(failing, card(courses.garden)))}
    ${state("signed out", within(signedOut, card(courses.maps)))}
    ${state("not found: its own content", within(missing, card(courses.maps)))}
    ${state("opening checkout", purchase({ phase: "starting" }))}
    ${state("payment in confirmation", purchase({ phase: "processing", late: false }))}
    ${state("confirmation is late", purchase({ phase: "processing", late: true }))}
    ${state("the price has changed", purchase({ phase: "failed", code: "price_changed", message: "" }))}
    ${state("wishlist could not be saved", within(wishing(), card(courses.photography)), async (figure) => {
      const heart = figure.querySelector("course-card").shadowRoot.querySelector("wishlist-button");
      heart.shadowRoot.querySelector("button").click();
      await new Promise((resolve) => setTimeout(resolve, 150));
    })}
  </div>
`;

const layouts = () => html`
  <div class="two">
    ${state("horizontal", card(courses.music, "horizontal"))}
    <div class="stack">
      ${state("compact", card(courses.photography, "compact"))}
      ${state("compact, owned", card(courses.maps, "compact"))}
      ${state("compact skeleton", within(slow, card(courses.maps, "compact")))}
    </div>
  </div>
  <div class="two">
    ${state("horizontal, owned", card(courses.maps, "horizontal"))}
    ${state("compact, not for sale yet", card(courses.garden, "compact"))}
  </div>
  <div class="two">
    ${state("horizontal skeleton", within(slow, card(courses.maps, "horizontal")))}
    ${state("compact, offline", within(failing, card(courses.garden, "compact")))}
  </div>
  <div class="two">
    ${state(
      "slots: media, badge, actions, footer",
      html`<course-card course-id=${courses.photography.id} layout="horizontal">
        <img slot="media" src="covers/garden.svg" alt="" />
        <span slot="badge" class="ribbon">New in autumn</span>
        <a slot="actions" class="host-button" href="/c">Look inside</a>
        <small slot="footer">With Mara Lindqvist</small>
      </course-card>`,
    )}
    <div class="stack">
      ${state(
        "without description and category",
        html`<course-card course-id=${courses.music.id} hide="description category"></course-card>`,
      )}
    </div>
  </div>
`;

const titles = () => html`
  <div class="row">
    <div lang="de">${state("long German", card(courses.german))}</div>
    <div lang="de">${state("long German, owned", within(newcomer, card(courses.german)))}</div>
    <div lang="ja">${state("Japanese", card(courses.japanese))}</div>
    <div lang="ar" dir="rtl">${state("Arabic", card(courses.arabic))}</div>
  </div>
  <div class="two">
    <div lang="de">${state("long German, horizontal", card(courses.german, "horizontal"))}</div>
    <div lang="ja">${state("Japanese, compact", card(courses.japanese, "compact"))}</div>
  </div>
`;

export const cardScenes = {
  cards: { title: "course-card", body: cards },
  layouts: { title: "course-card: layouts and slots", body: layouts },
  languages: { title: "Long words, other scripts", body: titles },
  german: {
    title: "Long German words",
    lang: "de",
    body: () =>
      html`<div class="row">${card(courses.german)} ${within(newcomer, card(courses.german))}</div>
        ${card(courses.german, "horizontal")} ${card(courses.german, "compact")}`,
  },
  rtl: {
    title: "From right to left",
    dir: "rtl",
    body: () => html`
      <div class="row">
        ${state("for sale", card(courses.photography))} ${state("owned", card(courses.maps))}
        ${state("skeleton", within(slow, card(courses.maps)))}
      </div>
      <div class="two">
        ${state("horizontal", card(courses.music, "horizontal"))} ${state("compact", card(courses.maps, "compact"))}
      </div>
    `,
  },
  arabic: {
    title: "Arabic",
    dir: "rtl",
    lang: "ar",
    body: () => html`
      <div class="row">
        ${card(courses.arabic)} ${within(newcomer, card(courses.arabic))} ${within(slow, card(courses.arabic))}
      </div>
      <div class="two">${card(courses.arabic, "horizontal")} ${within(newcomer, card(courses.arabic, "compact"))}</div>
    `,
  },
};
