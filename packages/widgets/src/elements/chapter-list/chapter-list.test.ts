import { expect, oneEvent, waitUntil } from "@open-wc/testing";
import { html, type TemplateResult } from "lit";

import type { Course } from "@courselet/contract/catalogue";
import type { LearnerCourse } from "@courselet/contract/learning";

import { exampleCourse, exampleId } from "../../testing/example-course.js";
import { eventsOn, inside, mount, shown, visibleText } from "../../testing/mount.js";
import { ScriptedApi } from "../../testing/scripted-api.js";
import { scriptedStore } from "../../testing/scripted-client.js";
import "../chapter-player/define.js";
import "./define.js";
import type { ChapterPlayerElement } from "../chapter-player/chapter-player.js";
import type { ChapterListElement } from "./chapter-list.js";

interface ListOptions {
  course?: Partial<Course>;
  learner?: Partial<LearnerCourse>;
  prepare?: (api: ScriptedApi) => void;
  list?: TemplateResult;
  token?: string;
}

const courseId = exampleId(1);
const chapterId = (n: number) => exampleId(10 + n, "chapter");

async function list({ course = {}, learner = {}, prepare, token = "anna", ...options }: ListOptions = {}) {
  const api = new ScriptedApi();
  const { store } = scriptedStore({ api, ...(token && { token }) });
  api.addCourse(exampleCourse(1, course));
  api.learner("anna", courseId, learner);
  prepare?.(api);
  const template = options.list ?? html`<chapter-list course-id=${courseId}></chapter-list>`;
  const element = await mount<ChapterListElement>(store, template);
  await import("./closed-note.js");
  await shown(element);
  return { api, store, element };
}

const rows = (element: ChapterListElement) => [
  ...(element.shadowRoot?.querySelectorAll<HTMLButtonElement>("button[part~=item]") ?? []),
];
/** What a screen reader says of a row. */
const spoken = (element: ChapterListElement, n: number) =>
  rows(element)[n - 1]?.textContent?.replace(/\s+/g, " ").trim();
const current = (element: ChapterListElement) =>
  rows(element).findIndex((row) => row.getAttribute("aria-current") === "true") + 1;

const progress = (changes: Partial<LearnerCourse["progress"]> = {}): LearnerCourse["progress"] => ({
  completedChapters: 1,
  totalChapters: 3,
  percent: 33,
  nextChapterId: chapterId(2),
  positionSeconds: 0,
  completedChapterIds: [chapterId(1)],
  completedAt: null,
  ...changes,
});
const owned = { access: "purchased", reason: null, progress: progress() } as const;

describe("<chapter-list>", () => {
  describe("to somebody who has not bought the course", () => {
    it("is accessible: a named landmark with an ordered list of buttons", async () => {
      const { element } = await list();
      await expect(element).to.be.accessible();
      expect(inside(element, "nav").ariaLabel).to.equal("Chapters");
      expect(element.shadowRoot?.querySelectorAll("ol > li > button").length).to.equal(3);
    });

    it("says what is free, what is locked, and how long each one is", async () => {
      const { element } = await list();
      expect([1, 2, 3].map((n) => spoken(element, n))).to.deep.equal([
        "1 Chapter 1 Free 1 min",
        "Chapter 2, Locked 2 min",
        "Chapter 3, Locked 3 min",
      ]);
      expect(element.shadowRoot?.querySelectorAll("[part=lock]").length).to.equal(2);
      expect(visibleText(inside(element, ".count"))).to.equal("3 chapters");
    });

    it("is the same to a stranger, who is asked nothing and asks nothing", async () => {
      const { api, element } = await list({ token: "" });
      expect(spoken(element, 2)).to.equal("Chapter 2, Locked 2 min");
      expect(api.calls.map(({ path }) => path.replace(/\?.*/, "")).sort()).to.deep.equal([
        "/v1/courses",
        `/v1/courses/${courseId}`,
      ]);
    });

    it("highlights nothing of its own accord", async () => {
      expect(current((await list()).element)).to.equal(0);
    });
  });

  describe("to a learner", () => {
    it("says what is completed, and how much there is", async () => {
      const { element } = await list({ learner: owned });
      expect([1, 2, 3].map((n) => spoken(element, n))).to.deep.equal([
        "Chapter 1, Completed 1 min",
        "2 Chapter 2 2 min",
        "3 Chapter 3 3 min",
      ]);
      expect(visibleText(inside(element, ".count"))).to.equal("1 of 3");
      await expect(element).to.be.accessible();
    });

    it("highlights the chapter to go on with, and says how much of it is left", async () => {
      const { element } = await list({ learner: { ...owned, progress: progress({ positionSeconds: 60 }) } });
      expect(current(element)).to.equal(2);
      expect(visibleText(inside(element, ".detail"))).to.equal("1 min left");
      expect(inside<HTMLProgressElement>(element, "progress").position).to.equal(0.5);
      await expect(element).to.be.accessible();
    });

    it("follows what is completed elsewhere on the page", async () => {
      const { store, element } = await list({ learner: owned });
      await store.reportProgress(courseId, chapterId(2), { isCompleted: true });
      await shown(element);
      expect(spoken(element, 2)).to.equal("Chapter 2, Completed 2 min");
      expect(visibleText(inside(element, ".count"))).to.equal("2 of 3");
    });

    it("marks a chapter that is to be read", async () => {
      const chapters = exampleCourse(1).chapters.map((chapter) => ({
        ...chapter,
        hasVideo: false,
        durationSeconds: null,
      }));
      const { element } = await list({ learner: owned, course: { chapters } });
      expect(spoken(element, 3)).to.equal("3 Chapter 3 Reading");
      await expect(element).to.be.accessible();
    });

    it("says why the course is closed to who had it, and when it will open", async () => {
      for (const [reason, sentence] of [
        ["refunded", "This course was refunded. Buy it again to go on"],
        ["disputed", "Closed while your bank examines the payment"],
        ["payment_processing", "Your payment is being confirmed. The chapter opens here by itself"],
      ] as const) {
        const { element } = await list({ learner: { reason } });
        expect(visibleText(inside(element, ".note[role=status]"))).to.equal(sentence);
        await expect(element).to.be.accessible();
      }
    });
  });

  describe("when a chapter is chosen", () => {
    it("says which one, and highlights it", async () => {
      const { element } = await list();
      const events = eventsOn(document, "chapter-select");
      rows(element)[1]?.click();
      await shown(element);
      expect(events.map((event) => [event.courseId, event.chapterId])).to.deep.equal([[courseId, chapterId(2)]]);
      expect(current(element)).to.equal(2);
      expect(rows(element)[1]?.part.contains("current")).to.equal(true);
      expect(element.getAttribute("current")).to.equal(chapterId(2));
    });

    it("stays where it is when the page prevents it", async () => {
      const { element } = await list({
        list: html`<chapter-list course-id=${courseId} current=${chapterId(3)}></chapter-list>`,
      });
      element.addEventListener("chapter-select", (event) => event.preventDefault());
      rows(element)[0]?.click();
      await shown(element);
      expect(current(element)).to.equal(3);
    });

    it("keeps the focus, one tab stop for each chapter", async () => {
      const { element } = await list();
      rows(element)[1]?.focus();
      rows(element)[1]?.click();
      await shown(element);
      expect(element.shadowRoot?.activeElement).to.equal(rows(element)[1]);
      expect(rows(element).every(({ tabIndex }) => tabIndex === 0)).to.equal(true);
    });

    it("follows its attribute, and a player of the same course", async () => {
      const { element } = await list();
      element.setAttribute("current", chapterId(3));
      await shown(element);
      expect(current(element)).to.equal(3);
      const start = (course: string) =>
        document.dispatchEvent(
          Object.assign(new Event("chapter-start"), { courseId: course, chapterId: chapterId(1) }),
        );
      start(exampleId(2));
      await shown(element);
      expect(current(element)).to.equal(3);
      start(courseId);
      await shown(element);
      expect(current(element)).to.equal(1);
      element.remove();
      start(courseId);
    });
  });

  describe("beside a player", () => {
    const video = new URL("../../testing/one-second.webm", import.meta.url).href;

    async function beside(template = html`<chapter-player course-id=${courseId}></chapter-player>`) {
      const { element, api, store } = await list({ learner: owned });
      for (const n of [1, 2, 3]) {
        const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
        api.playbacks.set(chapterId(n), {
          kind: "file",
          url: video,
          expiresAt,
          positionSeconds: 0,
          tasteSeconds: null,
        });
      }
      const player = await mount<ChapterPlayerElement>(store, template);
      return { element, player };
    }
    const choose = async (element: ChapterListElement, n: number) => {
      rows(element)[n - 1]?.click();
      await import("./lead-players.js");
      await shown(element);
    };
    const shownBy = (player: ChapterPlayerElement) => visibleText(inside(player, "button[aria-current=true]"));

    it("has the chapter shown that is chosen, the same one again too", async () => {
      const { element, player } = await beside();
      expect(shownBy(player)).to.contain("Chapter 2");
      await choose(element, 3);
      expect(shownBy(player)).to.contain("Chapter 3");
      player.shadowRoot?.querySelector<HTMLButtonElement>(".chapter")?.click();
      await choose(element, 3);
      expect(shownBy(player)).to.contain("Chapter 3");
    });

    it("leaves players of other courses, and those of a page that prevents it", async () => {
      const other = await beside(html`<chapter-player course-id=${exampleId(2)}></chapter-player>`);
      await choose(other.element, 3);
      expect(other.player.chapterId).to.equal(undefined);
      const { element, player } = await beside();
      element.addEventListener("chapter-select", (event) => event.preventDefault());
      await choose(element, 3);
      expect(player.chapterId).to.equal(undefined);
    });

    it("has a playing player play on, and follows it", async () => {
      const { element, player } = await beside();
      await player.play();
      await oneEvent(document, "chapter-start");
      await shown(element);
      expect(current(element)).to.equal(2);
      const starts = eventsOn(document, "chapter-start");
      await choose(element, 1);
      await waitUntil(() => starts.length > 0);
      expect(starts[0]?.chapterId).to.equal(chapterId(1));
    });
  });

  describe("in its other states", () => {
    it("shows as many skeletons as the course has chapters, as high as those", async () => {
      const { element } = await list({ prepare: (api) => api.hold(/courses\//) });
      expect(inside(element, "nav").ariaBusy).to.equal("true");
      expect(element.shadowRoot?.querySelectorAll("ol > li").length).to.equal(3);
      await expect(element).to.be.accessible();
      const { element: whole } = await list();
      expect(element.offsetHeight).to.equal(whole.offsetHeight);
    });

    it("says so when there are no chapters yet", async () => {
      const { element } = await list({ course: { chapters: [], chapterCount: 0 } });
      expect(visibleText(inside(element, ".note"))).to.equal("This course has no chapters yet.");
      await expect(element).to.be.accessible();
    });

    it("shows what is in the tag when the course does not exist", async () => {
      const { element } = await list({
        list: html`<chapter-list course-id=${exampleId(9)}><a href="/c">Chapters</a></chapter-list>`,
      });
      expect(inside<HTMLSlotElement>(element, "slot").assignedElements()[0]?.textContent).to.equal("Chapters");
      expect(rows(element)).to.deep.equal([]);
    });

    it("says when it could not be loaded, tells the page, and tries again", async () => {
      const events = eventsOn(document, "course-error");
      const { api, element } = await list({ prepare: (scripted) => scripted.fail(/./, "offline") });
      expect(events.map((event) => event.courseId)).to.deep.equal([courseId]);
      expect(visibleText(inside(element, ".failure"))).to.contain("This course could not be loaded.");
      await expect(element).to.be.accessible();
      api.heal();
      inside<HTMLButtonElement>(element, ".failure button").click();
      await shown(element);
      expect(rows(element).length).to.equal(3);
    });

    it("has a heading of the author's", async () => {
      const { element } = await list({
        list: html`<chapter-list course-id=${courseId}><h2 slot="heading">What you will learn</h2></chapter-list>`,
      });
      const [heading] = inside<HTMLSlotElement>(element, "slot[name=heading]").assignedElements();
      expect(heading?.textContent).to.equal("What you will learn");
      await expect(element).to.be.accessible();
    });
  });
});
