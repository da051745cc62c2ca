import { html } from "lit";

import { listScenes } from "./list-scenes.js";
import { courses, failing, newcomer, purchasing, slow, withReason } from "./stores.js";
import { within } from "./within.js";

const card = (course, layout = "vertical") =>
  html`<course-card course-id=${course.id} layout=${layout}><a href="/c">${course.title}</a></course-card>`;

const cards = () => html`
  <div class="row">
    ${card(courses.photography)} ${card(courses.maps)} ${within(slow, card(courses.maps))} ${card(courses.music)}
    ${card(courses.garden)} ${within(failing, card(courses.garden))}
    ${within(purchasing({ phase: "processing", late: false }), card(courses.photography))}
    ${within(purchasing({ phase: "failed", code: "price_changed", message: "" }), card(courses.photography))}
  </div>
`;

const languages = () => html`
  <div class="row">
    <div lang="de">${card(courses.german)}</div>
    <div lang="ja">${card(courses.japanese)}</div>
    <div lang="ar" dir="rtl">${card(courses.arabic)}</div>
  </div>
  <div class="two">
    <div lang="de">${card(courses.german, "horizontal")}</div>
    <div lang="ja">${card(courses.japanese, "compact")}</div>
  </div>
`;

const layouts = () => html`
  <div class="two">
    ${card(courses.music, "horizontal")}
    <div style="display: grid; gap: 16px; align-content: start">
      ${card(courses.photography, "compact")} ${card(courses.maps, "compact")}
      ${within(slow, card(courses.maps, "compact"))}
    </div>
  </div>
  <div class="two">${card(courses.maps, "horizontal")} ${within(slow, card(courses.maps, "compact"))}</div>
  <div class="two">${within(slow, card(courses.maps, "horizontal"))} ${card(courses.garden, "compact")}</div>
  <div class="line" style="flex-wrap: nowrap">
    ${card(courses.photography)}
    <course-card
      course-id=${courses.music.id}
      hide="description category"
      style="flex: none; inline-size: 300px"
    ></course-card>
    <course-card
      course-id=${courses.maps.id}
      hide="description category actions"
      style="flex: none; inline-size: 240px"
    ></course-card>
  </div>
`;

const buttons = () => {
  const buy = (course) => html`<buy-button course-id=${course.id}></buy-button>`;
  const state = (purchase) => within(purchasing(purchase), buy(courses.photography));
  return html`
    <div class="line">
      ${buy(courses.photography)} ${state({ phase: "starting" })} ${state({ phase: "processing", late: false })}
      ${buy(courses.maps)} ${buy(courses.music)} ${buy(courses.garden)} ${within(slow, buy(courses.maps))}
      ${within(failing, buy(courses.maps))}
    </div>
    <div class="line">
      ${state({ phase: "processing", late: true })}
      ${state({ phase: "failed", code: "payment_unavailable", message: "" })}
      ${state({ phase: "failed", code: "price_changed", message: "" })}
    </div>
    <div class="line">
      <wishlist-button course-id=${courses.photography.id} variant="label"></wishlist-button>
      <wishlist-button course-id=${courses.maps.id} variant="label"></wishlist-button>
      <wishlist-button course-id=${courses.photography.id}></wishlist-button>
      <wishlist-button course-id=${courses.maps.id}></wishlist-button>
    </div>
    <div class="row">
      <progress-bar course-id=${courses.maps.id}></progress-bar>
      <progress-bar course-id=${courses.maps.id} format="count"></progress-bar>
      <progress-bar value="7" max="10" label="Reading list" format="count"></progress-bar>
      <progress-bar value="1" max="3" format="none"></progress-bar>
      <progress-bar value="66">Your week</progress-bar>
    </div>
  `;
};

const player = (course = courses.maps, chapter = "") =>
  html`<chapter-player course-id=${course.id} chapter-id=${chapter}></chapter-player>`;

const players = () => html`${player()} ${within(slow, player())} ${within(failing, player())}`;

const locked = () => html`
  ${within(newcomer, player(courses.maps, courses.maps.chapters[3].id))}
  ${within(withReason("refunded"), player(courses.maps, courses.maps.chapters[3].id))}
  ${within(withReason("disputed"), player(courses.maps, courses.maps.chapters[3].id))}
`;

const designSystem = () => html`
  <style>
    .serif {
      --course-accent: #0b6e4f;
      --course-radius: 0px;
      --course-surface: #fffdf7;
      font:
        17px/1.5 Georgia,
        "DejaVu Serif",
        serif;
    }
    .candy {
      --course-accent: #ffcf33;
      --course-radius: 26px;
      --course-surface: #2b1055;
      --course-text: #fff;
      --course-muted: #d9c8ff;
    }
    .large {
      font-size: 20px;
    }
  </style>
  <div class="row">
    <div class="serif">${card(courses.photography)}</div>
    <div class="candy">${card(courses.photography)}</div>
    <div class="large">${card(courses.maps)}</div>
  </div>
`;

export const scenes = {
  cards: { body: cards },
  arabic: {
    dir: "rtl",
    lang: "ar",
    body: () =>
      html`<div class="row">
          ${card(courses.arabic)} ${within(newcomer, card(courses.arabic))} ${within(slow, card(courses.arabic))}
        </div>
        <div class="two">
          ${card(courses.arabic, "horizontal")} ${within(newcomer, card(courses.arabic, "compact"))}
        </div>`,
  },
  languages: { body: languages },
  layouts: { body: layouts },
  buttons: { body: buttons },
  player: { body: players },
  "player-arabic": { dir: "rtl", lang: "ar", body: () => html`${player(courses.arabic)}` },
  locked: { body: locked },
  "design-system": { body: designSystem },
  ...listScenes,
};
