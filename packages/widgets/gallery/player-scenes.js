import { html } from "lit";

import { state } from "./state.js";
import { courses, failing, missing, newcomer, playable, signedOut, slow, withReason } from "./stores.js";
import { within } from "./within.js";

const player = (course = courses.maps, chapter = "", changes = {}) =>
  html`<chapter-player course-id=${course.id} chapter-id=${chapter} ?autoplay-next=${changes.autoplayNext}
    ><a href="/c">${course.title}</a></chapter-player
  >`;

const nth = (course, position) => course.chapters[position - 1].id;

async function until(condition) {
  for (let tries = 0; tries < 100 && !condition(); tries++) await new Promise((resolve) => setTimeout(resolve, 50));
}

const find = (figure, selector) => figure.querySelector("chapter-player").shadowRoot.querySelector(selector);

/** Plays a moment, and stops at a second where the picture is the same every time. */
async function playTo(figure, seconds) {
  void figure.querySelector("chapter-player").play();
  await until(() => find(figure, "video")?.currentTime > 0);
  const video = find(figure, "video");
  if (!video) return;
  video.muted = true;
  video.pause();
  video.currentTime = seconds;
  await until(() => !video.seeking);
}

async function playToTheEnd(figure, selector) {
  await playTo(figure, 59.8);
  void find(figure, "video")?.play();
  await until(() => find(figure, selector));
}

const free = nth(courses.maps, 1);
const locked = nth(courses.maps, 4);
const closed = (reason, name) => state(name, within(withReason(reason), player(courses.maps, locked)));

export const playerScenes = {
  player: {
    title: "chapter-player",
    body: () => html`
      ${state("where the learner stopped", player())} ${state("skeleton", within(slow, player()))}
      ${state("offline", within(failing, player()))} ${state("not found: its own content", within(missing, player()))}
    `,
  },
  "player-chapters": {
    title: "chapter-player: chapters",
    body: () => html`
      ${state("a free chapter, signed out", within(signedOut, player(courses.maps, free)))}
      ${state("to be read, files to download", player(courses.workshop, nth(courses.workshop, 2)))}
      ${state("to be marked as completed", player(courses.workshop))}
      ${state("no chapters yet", player(courses.garden))}
    `,
  },
  playing: {
    title: "chapter-player: playing",
    body: () => html`
      ${state("paused", within(playable().store, player()), (figure) => playTo(figure, 6))}
      ${state("starting", within(playable({ hold: /playback/ }).store, player()), (figure) => {
        void figure.querySelector("chapter-player").play();
      })}
      ${state("the video does not play", within(playable({ without: true }).store, player()), async (figure) => {
        void figure.querySelector("chapter-player").play();
        await until(() => find(figure, "[role=alert]"));
      })}
    `,
  },
  countdown: {
    title: "chapter-player: at the end of a chapter",
    body: () =>
      state(
        "the next chapter in five seconds",
        within(playable().store, player(courses.maps, "", { autoplayNext: true })),
        (figure) => playToTheEnd(figure, "[part=countdown]"),
      ),
  },
  locked: {
    title: "chapter-player: locked",
    body: () => html`
      ${state("not bought", within(newcomer, player(courses.maps, locked)))}
      ${state("not enrolled", within(newcomer, player(courses.workshopFree, nth(courses.workshopFree, 2))))}
      ${closed("refunded", "refunded")} ${closed("disputed", "disputed")}
      ${closed("payment_processing", "payment in confirmation")}
    `,
  },
  taste: {
    title: "chapter-player: a taste of a locked chapter",
    body: () => html`
      ${state("offered", within(playable({ token: "somebody" }).store, player(courses.workshop, nth(courses.workshop, 3))))}
      ${state(
        "over",
        within(playable({ token: "somebody" }).store, player(courses.workshop, nth(courses.workshop, 3))),
        async (figure) => {
          await playTo(figure, 19.8);
          void find(figure, "video")?.play();
          await until(() => find(figure, "[part=locked]"));
          await until(() => find(figure, "[part=locked] buy-button")?.shadowRoot.querySelector("button"));
        },
      )}
    `,
  },
  "player-rtl": { title: "chapter-player from right to left", dir: "rtl", body: () => player() },
  "player-arabic": { title: "Arabic player", dir: "rtl", lang: "ar", body: () => player(courses.arabic) },
};
