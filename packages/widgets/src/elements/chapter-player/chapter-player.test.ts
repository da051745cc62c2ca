import type { Course } from "@courselet/contract/catalogue";
import type { CourseProgress, LearnerCourse, Playback, ProgressReport } from "@courselet/contract/learning";
import { expect, waitUntil } from "@open-wc/testing";
import { html } from "lit";

import { exampleCourse, exampleId } from "../../testing/example-course.js";
import { eventsOn, inside, mount, shown, visibleText } from "../../testing/mount.js";
import { ScriptedApi } from "../../testing/scripted-api.js";
import { scriptedStore } from "../../testing/scripted-client.js";
import type { ChapterPlayerElement } from "./chapter-player.js";
import "./define.js";

const video = new URL("../../testing/one-second.webm", import.meta.url).href;
const cover = new URL("../../testing/cover.png", import.meta.url).href;

interface PlayerOptions {
  course?: Partial<Course>;
  learner?: Partial<LearnerCourse>;
  prepare?: (api: ScriptedApi, course: Course) => void;
  token?: string;
  width?: number;
}

/** A player of a course of three chapters of one second, the first of them free. */
async function player({
  course: changes = {},
  learner = {},
  prepare,
  token = "anna",
  width = 800,
}: PlayerOptions = {}) {
  const api = new ScriptedApi();
  const { store } = scriptedStore({ api, token });
  const course = api.addCourse(exampleCourse(1, { imageUrl: cover, ...changes }));
  for (const { id } of course.chapters) api.playbacks.set(id, fileOf(0));
  api.learner("anna", course.id, learner);
  prepare?.(api, course);
  const element = await mount<ChapterPlayerElement>(
    store,
    html`<chapter-player course-id=${course.id} style="inline-size: ${width}px"><p>Fallback</p></chapter-player>`,
  );
  return { api, store, course, element };
}

const fileOf = (positionSeconds: number, expiresAt = "2999-01-01T00:00:00.000Z", url = video): Playback => ({
  kind: "file",
  url,
  expiresAt,
  positionSeconds,
  tasteSeconds: null,
});

const progress = (changes: Partial<CourseProgress> = {}): CourseProgress => ({
  completedChapters: 0,
  totalChapters: 3,
  percent: 0,
  nextChapterId: null,
  positionSeconds: 0,
  completedChapterIds: [],
  completedAt: null,
  ...changes,
});
const owned = { access: "purchased", reason: null } satisfies Partial<LearnerCourse>;

const chapterId = (course: Course, position: number) => course.chapters[position - 1]?.id ?? "";
const row = (element: ChapterPlayerElement, position: number) =>
  inside<HTMLButtonElement>(element, `.outline li:nth-child(${position}) button`);
const title = (element: ChapterPlayerElement) => visibleText(inside(element, "[part=toolbar] .title"));
const videoOf = (element: ChapterPlayerElement) => element.shadowRoot?.querySelector("video") ?? null;
const reports = (api: ScriptedApi) => api.callsTo(/progress/).map(({ body }) => body as ProgressReport);

async function choose(element: ChapterPlayerElement, position: number): Promise<void> {
  row(element, position).click();
  await shown(element);
}

/** Presses play and waits until the picture moves. */
async function play(element: ChapterPlayerElement): Promise<HTMLVideoElement> {
  inside<HTMLButtonElement>(element, "[part=play]").click();
  await waitUntil(() => (videoOf(element)?.currentTime ?? 0) > 0, "the video plays");
  const media = videoOf(element);
  if (!media) throw new Error("A video that plays is there.");
  return media;
}

const ended = (element: ChapterPlayerElement) =>
  waitUntil(() => videoOf(element)?.ended, "the video comes to its end", { timeout: 5000 });

describe("<chapter-player>", () => {
  describe("before play", () => {
    it("is accessible, wide and narrow", async () => {
      for (const width of [800, 320]) {
        const { element } = await player({ width, learner: { ...owned, progress: progress() } });
        await expect(element).to.be.accessible();
      }
    });

    it("shows the first chapter to somebody who is new", async () => {
      const { element } = await player();
      expect(title(element)).to.equal("Chapter 1");
      expect(visibleText(inside(element, "[part=play]"))).to.equal("Free chapter");
      expect(inside(element, "[part=play]").getAttribute("aria-label")).to.contain("Play Chapter 1");
    });

    it("shows the chapter where the learner stopped, and the second", async () => {
      const nextChapterId = exampleId(12, "chapter");
      const { element } = await player({
        learner: { ...owned, progress: progress({ nextChapterId, positionSeconds: 372 }) },
      });
      expect(title(element)).to.equal("Chapter 2");
      expect(visibleText(inside(element, "[part=play]"))).to.equal("Resume at 6:12");
    });

    it("shows the chapter that it is told to, live", async () => {
      const { course, element } = await player();
      element.setAttribute("chapter-id", chapterId(course, 3));
      await shown(element);
      expect(title(element)).to.equal("Chapter 3");
    });

    it("asks for no video and loads no player", async () => {
      const { api, element } = await player();
      expect(api.callsTo(/playback/)).to.have.length(0);
      expect(videoOf(element)).to.equal(null);
    });

    it("gets ready when the visitor points at it, where the author allows that", async () => {
      const { api, element } = await player();
      inside(element, "[part=play]").dispatchEvent(new Event("pointerenter"));
      await shown(element);
      expect(api.callsTo(/playback/)).to.have.length(0);
      element.preload = "intent";
      await element.updateComplete;
      inside(element, "[part=play]").dispatchEvent(new Event("pointerenter"));
      await waitUntil(() => api.callsTo(/playback/).length === 1);
      await play(element);
      expect(api.callsTo(/playback/)).to.have.length(1);
    });
  });

  describe("outline", () => {
    it("is beside the video where there is room, below where there is not", async () => {
      const { element } = await player();
      const at = () => ({
        outline: inside(element, ".outline").getBoundingClientRect(),
        stage: inside(element, "[part=media]").getBoundingClientRect(),
      });
      expect(at().outline.left).to.be.at.least(at().stage.right - 1);
      expect(at().outline.height).to.be.closeTo(at().stage.height, 1);
      element.style.inlineSize = "400px";
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(at().outline.top).to.be.at.least(at().stage.bottom);
    });

    it("says which chapter is current, completed, locked or free", async () => {
      const { element } = await player({
        learner: { progress: progress({ completedChapters: 1, completedChapterIds: [exampleId(11, "chapter")] }) },
      });
      expect(row(element, 1).getAttribute("aria-current")).to.equal("true");
      expect(row(element, 1).textContent).to.contain(", Completed");
      expect(row(element, 2).textContent).to.contain(", Locked");
      const { element: fresh } = await player();
      expect(visibleText(row(fresh, 1))).to.equal("1 Chapter 1 Free 1:00");
    });

    it("counts, in rows large enough for a finger", async () => {
      const { element } = await player();
      expect(visibleText(inside(element, ".head"))).to.equal("Chapters 0 of 3");
      expect(row(element, 2).getBoundingClientRect().height).to.be.at.least(44);
    });

    it("shows a chapter when it is chosen, and the next one by the button", async () => {
      const { element } = await player({ learner: owned });
      await choose(element, 2);
      expect(title(element)).to.equal("Chapter 2");
      expect(row(element, 2).getAttribute("aria-current")).to.equal("true");
      inside<HTMLButtonElement>(element, "[part=next]").click();
      await shown(element);
      expect(title(element)).to.equal("Chapter 3");
      expect(element.shadowRoot?.querySelector("[part=next]")).to.equal(null);
    });
  });

  describe("playing", () => {
    it("plays a file in the browser's own video element, with controls of its own", async () => {
      const { element } = await player();
      const starts = eventsOn(document, "chapter-start");
      const media = await play(element);
      expect(media.src).to.equal(video);
      expect(inside(element, "[part=controls] [role=group]").getAttribute("aria-label")).to.equal("Video controls");
      expect(element.shadowRoot?.querySelector("[part=play]")).to.equal(null);
      expect(starts).to.have.length(1);
      await expect(element).to.be.accessible();
    });

    it("goes on where the learner stopped", async () => {
      const { element } = await player({
        prepare: (api, course) => api.playbacks.set(chapterId(course, 1), fileOf(0.5)),
      });
      const media = await play(element);
      expect(media.currentTime).to.be.at.least(0.5);
    });

    it("reports what was watched when the visitor stops", async () => {
      const { api, course, element } = await player();
      const events = eventsOn(document, "chapter-progress");
      const media = await play(element);
      await waitUntil(() => media.currentTime > 0.4);
      media.pause();
      await waitUntil(() => reports(api).length > 0);
      const [report] = api.callsTo(/progress/);
      expect(report?.path).to.equal(`/v1/me/chapters/${chapterId(course, 1)}/progress`);
      const body = report?.body as { positionSeconds: number; watched: [number, number][] };
      expect(body.positionSeconds).to.be.closeTo(media.currentTime, 0.2);
      expect(body.watched).to.have.length(1);
      expect(events[0]?.courseId).to.equal(course.id);
    });

    it("reports when the tab is hidden or left", async () => {
      const { api, element } = await player();
      const media = await play(element);
      await waitUntil(() => media.currentTime > 0.3);
      window.dispatchEvent(new Event("pagehide"));
      await waitUntil(() => reports(api).length > 0);
      expect(reports(api)[0]?.positionSeconds).to.be.at.least(0.3);
    });

    it("completes a chapter at its end, everywhere on the page", async () => {
      const { course, element } = await player();
      const completed = eventsOn(document, "chapter-complete");
      await play(element);
      await ended(element);
      await waitUntil(() => completed.length > 0);
      await shown(element);
      expect(completed.map(({ chapterId: id }) => id)).to.deep.equal([chapterId(course, 1)]);
      expect(row(element, 1).textContent).to.contain(", Completed");
      expect(inside(element, "[part=next]").className).not.to.contain("quiet");
      expect(inside(inside(element, "progress-bar"), "[role=progressbar]").getAttribute("aria-valuenow")).to.equal("1");
    });

    it("says when that was the last chapter of the course", async () => {
      const { course, element } = await player({
        learner: {
          ...owned,
          progress: progress({
            completedChapters: 2,
            completedChapterIds: [exampleId(12, "chapter"), exampleId(13, "chapter")],
            nextChapterId: exampleId(11, "chapter"),
          }),
        },
      });
      const events = eventsOn(document, "course-complete");
      await play(element);
      await ended(element);
      await waitUntil(() => events.length > 0);
      expect(events.map(({ courseId }) => courseId)).to.deep.equal([course.id]);
    });

    it("completes a chapter when as much of it was watched as the author asks for", async () => {
      const { element } = await player();
      const completed = eventsOn(document, "chapter-complete");
      element.completion = "30";
      const media = await play(element);
      await waitUntil(() => completed.length > 0);
      expect(media.ended).to.equal(false);
    });

    it("plays the next chapter at once when one was playing", async () => {
      const { element } = await player({ learner: owned });
      const first = await play(element);
      row(element, 3).click();
      await waitUntil(() => videoOf(element) !== first && (videoOf(element)?.currentTime ?? 0) > 0);
      expect(first.paused).to.equal(true);
    });

    it("is not started again when the element moves", async () => {
      const { element } = await player();
      const media = await play(element);
      const elsewhere = document.createElement("section");
      element.parentElement?.append(elsewhere);
      elsewhere.append(element);
      await shown(element);
      expect(videoOf(element)).to.equal(media);
      expect(media.paused).to.equal(false);
    });

    it("keeps no progress of somebody who is nobody", async () => {
      const { api, element } = await player({ token: "" });
      const media = await play(element);
      media.pause();
      await shown(element);
      expect(api.callsTo(/progress|guests/)).to.have.length(0);
    });
  });

  describe("locked", () => {
    const reasonOf = async (learner: Partial<LearnerCourse>) => {
      const { element } = await player({ learner });
      await choose(element, 2);
      await expect(element).to.be.accessible();
      return visibleText(inside(element, "[part=locked] .sentence"));
    };

    it("says why", async () => {
      expect(await reasonOf({})).to.equal("This chapter is part of the full course");
      expect(await reasonOf({ reason: "not_enrolled" })).to.equal("Enrol for free to watch this chapter");
      expect(await reasonOf({ reason: "refunded" })).to.contain("refunded");
      expect(await reasonOf({ reason: "disputed" })).to.contain("bank");
      expect(await reasonOf({ reason: "payment_processing" })).to.contain("being confirmed");
    });

    it("says what there is to get, sells it, and says so in an event", async () => {
      const { course, element } = await player();
      const events = eventsOn(document, "chapter-locked");
      await choose(element, 2);
      expect(visibleText(inside(element, ".offer"))).to.equal("3 chapters · 6 min");
      const buy = inside(element, "[part=locked] buy-button");
      expect(visibleText(inside(buy, "button"))).to.equal("Buy course $49.00");
      expect(events.map(({ chapterId: id, reason }) => [id, reason])).to.deep.equal([
        [chapterId(course, 2), "not_purchased"],
      ]);
    });

    it("opens without a reload when the course is bought, ready to play", async () => {
      const { api, store, course, element } = await player();
      await choose(element, 2);
      api.learner("anna", course.id, owned);
      store.reloadLearners();
      await shown(element);
      expect(element.shadowRoot?.querySelector("[part=locked]")).to.equal(null);
      await play(element);
    });

    it("plays by itself when it is bought, where somebody had pressed play", async () => {
      const { api, store, course, element } = await player();
      await play(element);
      row(element, 2).click();
      await shown(element);
      expect(inside(element, "[part=locked]").textContent).to.contain("full course");
      api.learner("anna", course.id, owned);
      store.reloadLearners();
      await waitUntil(() => (videoOf(element)?.currentTime ?? 0) > 0);
      expect(title(element)).to.equal("Chapter 2");
    });

    it("believes the server rather than the page", async () => {
      const { element } = await player({
        learner: owned,
        prepare: (api) => api.fail(/playback/, 403, "refunded"),
      });
      await choose(element, 2);
      inside<HTMLButtonElement>(element, "[part=play]").click();
      await waitUntil(() => element.shadowRoot?.querySelector("[part=locked]"));
      expect(visibleText(inside(element, "[part=locked] .sentence"))).to.contain("refunded");
    });
  });

  describe("that fails", () => {
    it("says so and can try again", async () => {
      const { api, element } = await player({ prepare: (scripted) => scripted.fail(/playback/, "offline") });
      inside<HTMLButtonElement>(element, "[part=play]").click();
      await waitUntil(() => element.shadowRoot?.querySelector("[role=alert]"));
      expect(visibleText(inside(element, "[role=alert]"))).to.equal(
        "You seem to be offline. Check your connection, then try again.",
      );
      await expect(element).to.be.accessible();
      api.heal();
      inside<HTMLButtonElement>(element, ".message button").click();
      await waitUntil(() => (videoOf(element)?.currentTime ?? 0) > 0);
    });

    it("renews an address that has expired", async () => {
      const gone = fileOf(0, "2020-01-01T00:00:00.000Z", `${video}.gone`);
      const { api, element } = await player({
        prepare: (scripted) => {
          const answers = [gone];
          scripted.playbacks.get = () => answers.pop() ?? fileOf(0);
        },
      });
      await play(element);
      expect(api.callsTo(/playback/)).to.have.length(2);
    });

    it("says that the course could not be loaded, and can try again", async () => {
      const { api, element } = await player({ prepare: (scripted) => scripted.fail(/./, "offline") });
      expect(visibleText(inside(element, "[role=alert]"))).to.equal("This course could not be loaded.");
      await expect(element).to.be.accessible();
      api.heal();
      inside<HTMLButtonElement>(element, ".message button").click();
      await shown(element);
      expect(title(element)).to.equal("Chapter 1");
    });

    it("keeps the content of the tag for a course that does not exist", async () => {
      const { store } = scriptedStore({ token: "anna" });
      const element = await mount<ChapterPlayerElement>(
        store,
        html`<chapter-player course-id=${exampleId(77)}><p>Fallback</p></chapter-player>`,
      );
      expect(element.querySelector("p")?.checkVisibility()).to.equal(true);
    });
  });

  it("can be read where a chapter has no video", async () => {
    const [first] = exampleCourse(1).chapters;
    if (!first) throw new Error("An example has chapters.");
    const { api, element } = await player({
      course: { chapters: [{ ...first, hasVideo: false, description: "Read this." }] },
    });
    await waitUntil(() => element.shadowRoot?.querySelector(".message button"));
    expect(visibleText(inside(element, ".message p"))).to.equal("Read this.");
    await expect(element).to.be.accessible();
    inside<HTMLButtonElement>(element, ".message button").click();
    await shown(element);
    expect(reports(api).map(({ isCompleted }) => isCompleted)).to.deep.equal([true]);
    expect(visibleText(inside(element, ".message button"))).to.equal("Mark as not completed");
    inside<HTMLButtonElement>(element, ".message button").click();
    await waitUntil(() => reports(api).length > 1);
    await shown(element);
    expect(reports(api).map(({ isCompleted }) => isCompleted)).to.deep.equal([true, false]);
    expect(visibleText(inside(element, ".message button"))).to.equal("Mark as completed");
  });

  it("keeps its size while it loads: nothing moves", async () => {
    let release = () => {};
    const { element } = await player({ prepare: (api) => (release = api.hold(/./)) });
    const { height } = element.getBoundingClientRect();
    release();
    await shown(element);
    expect(title(element)).to.equal("Chapter 1");
    expect(element.getBoundingClientRect().height).to.equal(height);
  });
});
