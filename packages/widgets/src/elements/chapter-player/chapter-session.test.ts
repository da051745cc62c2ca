import type { ChapterOutline, Course } from "@courselet/contract/catalogue";
import type { Playback } from "@courselet/contract/learning";
import { aTimeout, expect, waitUntil } from "@open-wc/testing";
import { html } from "lit";

import { readPreferences } from "../../data/preferences.js";
import { exampleCourse } from "../../testing/example-course.js";
import { eventsOn, inside, mount, shown, visibleText } from "../../testing/mount.js";
import { ScriptedApi } from "../../testing/scripted-api.js";
import { scriptedStore } from "../../testing/scripted-client.js";
import type { ChapterPlayerElement } from "./chapter-player.js";
import "./define.js";

const video = new URL("../../testing/one-second.webm", import.meta.url).href;
const owned = { access: "purchased", reason: null } as const;
const never = "2999-01-01T00:00:00.000Z";

const file = (expiresAt = never, url = video): Playback => ({
  kind: "file",
  url,
  expiresAt,
  positionSeconds: 0,
  tasteSeconds: null,
});
const inSeconds = (seconds: number): string => new Date(Date.now() + seconds * 1000).toISOString();

interface PlayerOptions {
  chapter?: (chapter: ChapterOutline, index: number) => Partial<ChapterOutline>;
  isOwner?: boolean;
  token?: string;
  attributes?: Partial<Pick<ChapterPlayerElement, "autoplayNext" | "chapterId">>;
}

/** A player of a course of three chapters of a second each, of which the first is free. */
async function player({ chapter = () => ({}), isOwner = true, token = "anna", attributes = {} }: PlayerOptions = {}) {
  const api = new ScriptedApi();
  const { store } = scriptedStore({ api, token });
  const example = exampleCourse(1);
  const chapters = example.chapters.map((each, index) => ({ ...each, ...chapter(each, index) }));
  const course = api.addCourse({ ...example, chapters });
  for (const { id } of chapters) api.playbacks.set(id, file());
  if (isOwner) api.learner("anna", course.id, owned);
  const element = await mount<ChapterPlayerElement>(
    store,
    html`<chapter-player course-id=${course.id} ?autoplay-next=${attributes.autoplayNext}></chapter-player>`,
  );
  const buy = async () => {
    api.learner("anna", course.id, owned);
    store.reloadLearners();
    await shown(element);
  };
  return { api, store, course, element, buy };
}

const find = <T extends Element = HTMLElement>(element: Element, selector: string) =>
  element.shadowRoot?.querySelector<T>(selector) ?? null;
const videoOf = (element: Element) => find<HTMLVideoElement>(element, "video");
const isPlaying = (element: Element) => () => (videoOf(element)?.currentTime ?? 0) > 0;
const title = (element: Element) => visibleText(inside(element, "[part=toolbar] .title"));
const idOf = (course: Course, position: number) => course.chapters[position - 1]?.id ?? "";

async function play(element: ChapterPlayerElement): Promise<HTMLVideoElement> {
  void element.play();
  await waitUntil(isPlaying(element), "the video plays", { timeout: 5000 });
  return videoOf(element)!;
}

describe("a chapter that plays", () => {
  describe("at its end, with autoplay-next", () => {
    const atItsEnd = async () => {
      const made = await player({ attributes: { autoplayNext: true } });
      const media = await play(made.element);
      await waitUntil(() => find(made.element, "[part=countdown]"), "the countdown", { timeout: 4000 });
      return { ...made, media };
    };
    const button = (element: Element, label: string) =>
      [...inside(element, "[part=countdown]").querySelectorAll("button")].find(
        ({ textContent }) => textContent.trim() === label,
      );
    const always = (element: Element) => inside<HTMLInputElement>(element, "[part=countdown] input");

    it("says what comes next, and goes on after five seconds", async () => {
      const { element } = await atItsEnd();
      expect(visibleText(inside(element, "[part=countdown] .sentence"))).to.equal("Next: Chapter 2");
      expect(inside(element, "[part=countdown] [role=status]").textContent).to.contain("Plays in 5 seconds.");
      expect(inside(element, "[part=countdown] text").textContent).to.equal("5");
      // The button of the next chapter takes its colour within a moment.
      await aTimeout(400);
      await expect(element).to.be.accessible();
      await waitUntil(() => title(element) === "Chapter 2", "the next chapter", { timeout: 7000 });
      await waitUntil(isPlaying(element), "it plays");
    }).timeout(15_000);

    it("goes on at once when asked to", async () => {
      const { element } = await atItsEnd();
      button(element, "Play now")?.click();
      await waitUntil(() => title(element) === "Chapter 2" && isPlaying(element)());
      expect(find(element, "[part=countdown]")).to.equal(null);
    });

    it("stays when it is stopped: by the button, by Escape, by playing again", async () => {
      const stops: ((element: Element, media: HTMLVideoElement) => void)[] = [
        (element) => button(element, "Cancel")?.click(),
        () => document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" })),
        (_, media) => void media.play(),
      ];
      for (const stop of stops) {
        const { element, media } = await atItsEnd();
        stop(element, media);
        await waitUntil(() => !find(element, "[part=countdown]"));
        expect(title(element)).to.equal("Chapter 1");
        element.remove();
      }
    }).timeout(20_000);

    it("gives the focus back to the video when it is stopped from the keyboard", async () => {
      const { element, media } = await atItsEnd();
      button(element, "Cancel")?.focus();
      button(element, "Cancel")?.click();
      await element.updateComplete;
      expect(element.shadowRoot?.activeElement).to.equal(media);
    });

    it("remembers that a visitor wants none, and shows the offer without it", async () => {
      const { element, store } = await atItsEnd();
      always(element).click();
      await element.updateComplete;
      expect(readPreferences(store).autoplayNext).to.equal(false);
      expect(find(element, ".ring")).to.equal(null);
      expect(button(element, "Play now")).not.to.equal(undefined);
      always(element).click();
      await element.updateComplete;
      expect(readPreferences(store).autoplayNext).to.equal(true);
      expect(inside(element, ".ring text").textContent).to.equal("5");
    });

    it("shows what stands before a next chapter that is locked, at once", async () => {
      const { element } = await player({ isOwner: false, attributes: { autoplayNext: true } });
      await play(element);
      await waitUntil(() => find(element, "[part=locked]"), "the lock", { timeout: 4000 });
      expect(title(element)).to.equal("Chapter 2");
      expect(find(element, "[part=countdown]")).to.equal(null);
    });
  });

  it("keeps progress and says what is completed where the player was given no course", async () => {
    const { store, api, course } = await player();
    const alone = await mount<ChapterPlayerElement>(
      store,
      html`<chapter-player chapter-id=${idOf(course, 1)}></chapter-player>`,
    );
    const completed = eventsOn(document, "chapter-complete");
    await play(alone);
    await waitUntil(() => completed.length === 1, "the chapter is completed", { timeout: 5000 });
    expect(completed[0]).to.include({ chapterId: idOf(course, 1) });
    expect(api.callsTo(/^PUT .*progress/)).not.to.deep.equal([]);
    expect(api.learner("anna", course.id).progress.completedChapterIds).to.deep.equal([idOf(course, 1)]);
  });

  describe("that is a taste", () => {
    const tasting = async (options: PlayerOptions = {}) => {
      const made = await player({ isOwner: false, chapter: () => ({ tasteSeconds: 1, isFree: false }), ...options });
      for (const { id } of made.course.chapters) made.api.playbacks.set(id, file());
      await waitUntil(() => find(made.element, "[part=taste]"));
      return made;
    };

    it("is offered where the chapter is locked, with the whole course beside it", async () => {
      const { element } = await tasting({ chapter: () => ({ tasteSeconds: 30, isFree: false }) });
      expect(visibleText(inside(element, "[part=taste]"))).to.equal("Watch the first 30 seconds");
      expect(find(element, "[part=locked] buy-button")).not.to.equal(null);
      await expect(element).to.be.accessible();
    });

    it("stops at its second, reports nothing, and goes on from there when the course is bought", async () => {
      const { api, element, buy, course } = await tasting();
      inside(element, "[part=taste]").click();
      await waitUntil(isPlaying(element));
      expect(api.callsTo(/playback\?taste=true/)).to.have.length(1);
      await waitUntil(() => find(element, "[part=locked]"), "the offer", { timeout: 4000 });
      expect(visibleText(inside(element, ".sentence"))).to.match(/^Buy to go on from 0:0[01]$/);
      expect(find(element, "[part=taste]")).to.equal(null);
      expect(api.callsTo(/progress/)).to.have.length(0);
      const starts = eventsOn(document, "chapter-start");
      await buy();
      await waitUntil(() => videoOf(element), "it plays on");
      await waitUntil(() => starts.length > 0);
      expect(starts[0]?.chapterId).to.equal(idOf(course, 1));
      expect(api.callsTo(/playback$/)).to.have.length(1);
    });

    it("plays on without a stop when the course is bought meanwhile", async () => {
      const { api, element, buy } = await tasting();
      inside(element, "[part=taste]").click();
      await waitUntil(isPlaying(element));
      const media = videoOf(element);
      await buy();
      await waitUntil(() => media?.ended, "it plays to its end", { timeout: 4000 });
      expect(videoOf(element)).to.equal(media);
      expect(api.callsTo(/playback/).map(({ path }) => path.split("?")[1])).to.deep.equal(["taste=true", undefined]);
    });

    it("works signed out", async () => {
      const { element } = await tasting({ token: "" });
      inside(element, "[part=taste]").click();
      await waitUntil(isPlaying(element));
      expect(find(element, "[role=alert]")).to.equal(null);
    });
  });

  describe("whose addresses end", () => {
    it("asks for new ones before that, and plays on in the same element", async () => {
      const { api, course, element } = await player();
      api.playbacks.set(idOf(course, 1), file(inSeconds(1.2), `${video}?1`));
      const media = await play(element);
      api.playbacks.set(idOf(course, 1), file(never, `${video}?2`));
      await waitUntil(() => api.callsTo(/playback/).length === 2, "a renewal", { timeout: 3000 });
      await waitUntil(() => media.src.endsWith("?2"));
      expect(videoOf(element)).to.equal(media);
      expect(find(element, "[role=alert]")).to.equal(null);
    });

    it("does not load a file anew whose address stayed the same", async () => {
      const { api, course, element } = await player();
      api.playbacks.set(idOf(course, 1), file(inSeconds(1.2)));
      const media = await play(element);
      const emptied: Event[] = [];
      media.addEventListener("emptied", (event) => emptied.push(event));
      api.playbacks.set(idOf(course, 1), file());
      await waitUntil(() => api.callsTo(/playback/).length === 2, "a renewal", { timeout: 3000 });
      await shown(element);
      expect(emptied).to.have.length(0);
    });

    it("asks again, ever more seldom, where new ones end as they come", async () => {
      const { api, course, element } = await player();
      api.playbacks.set(idOf(course, 1), file("2020-01-01T00:00:00.000Z"));
      await play(element);
      await new Promise((resolve) => setTimeout(resolve, 2500));
      expect(api.callsTo(/playback/).length).to.be.within(2, 3);
    });

    it("plays on after the network was away", async () => {
      const { api, course, element } = await player();
      api.playbacks.set(idOf(course, 1), file(inSeconds(1.2), `${video}?1`));
      const media = await play(element);
      api.fail(/playback/, "offline");
      await waitUntil(() => api.callsTo(/playback/).length === 2, "a renewal in vain", { timeout: 3000 });
      expect(find(element, "[role=alert]")).to.equal(null);
      api.heal();
      api.playbacks.set(idOf(course, 1), file(never, `${video}?2`));
      dispatchEvent(new Event("online"));
      await waitUntil(() => media.src.endsWith("?2"));
    });

    it("is closed with the reason when the server takes it back", async () => {
      const { api, course, element } = await player({ chapter: () => ({ isFree: false }) });
      api.playbacks.set(idOf(course, 1), file(inSeconds(1.2)));
      await play(element);
      api.fail(/playback/, 403, "refunded");
      await waitUntil(() => find(element, "[part=locked]"), "the lock", { timeout: 3000 });
      expect(visibleText(inside(element, ".sentence"))).to.contain("refunded");
    });
  });

  describe("that fails", () => {
    const failureOf = async (prepare: (api: ScriptedApi, course: Course) => void) => {
      const { api, course, element } = await player();
      prepare(api, course);
      void element.play();
      await waitUntil(() => find(element, "[role=alert]"), "the failure", { timeout: 5000 });
      await expect(element).to.be.accessible();
      expect(visibleText(inside(element, ".message button"))).to.equal("Try again");
      return { api, said: visibleText(inside(element, "[role=alert]")) };
    };

    it("says what is the matter, by what the server says", async () => {
      const sayings = [
        ["offline", "offline", /offline.*connection/],
        [503, "video_unavailable", /being prepared.*few minutes/],
        [404, "not_found", /no longer here/],
        [401, "unauthenticated", /Sign in/],
        [429, "rate_limited", /Wait a minute/],
      ] as const;
      for (const [status, code, words] of sayings) {
        const { said } = await failureOf((api) => {
          api.fail(/playback/, status, code === "offline" ? undefined : code);
        });
        expect(said, code).to.match(words);
      }
    });

    it("says so when the browser cannot play the file, after one try more", async () => {
      const { api, said } = await failureOf((scripted, course) =>
        scripted.playbacks.set(idOf(course, 1), file(never, new URL("define.ts", import.meta.url).href)),
      );
      expect(said).to.match(/cannot play this kind of video/);
      expect(api.callsTo(/playback/)).to.have.length(2);
    });
  });
});
