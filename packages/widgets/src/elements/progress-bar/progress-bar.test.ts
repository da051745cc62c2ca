import { expect, fixture } from "@open-wc/testing";
import { html } from "lit";

import { exampleCourse } from "../../testing/example-course.js";
import { eventsOn, inside, mount, shown, visibleText } from "../../testing/mount.js";
import { scriptedStore } from "../../testing/scripted-client.js";
import "./define.js";
import type { ProgressBarElement } from "./progress-bar.js";

const bar = (element: ProgressBarElement) => inside(element, "[role=progressbar]");
const label = (element: ProgressBarElement) => visibleText(inside(element, "[part=label]"));

/** A bar of a course of eight chapters, three of them completed. */
async function inCourse(format: ProgressBarElement["format"] = "percent") {
  const { api, store } = scriptedStore({ token: "anna" });
  const course = api.addCourse();
  const progress = {
    ...api.learner("anna", course.id).progress,
    completedChapters: 3,
    totalChapters: 8,
    percent: 38,
  };
  api.learner("anna", course.id, { access: "purchased", reason: null, progress });
  const element = await mount<ProgressBarElement>(
    store,
    html`<progress-bar course-id=${course.id} format=${format}></progress-bar>`,
  );
  return { api, store, course, element, progress };
}

describe("<progress-bar>", () => {
  describe("with a value of its own", () => {
    it("is accessible", async () => {
      const element = await fixture<ProgressBarElement>(html`<progress-bar value="3" max="8"></progress-bar>`);
      await expect(element).to.be.accessible();
      expect(bar(element).getAttribute("aria-valuenow")).to.equal("3");
      expect(bar(element).getAttribute("aria-valuemax")).to.equal("8");
      expect(bar(element).getAttribute("aria-label")).to.equal("Progress");
    });

    it("writes percent, count or nothing beside its label", async () => {
      const element = await fixture<ProgressBarElement>(
        html`<progress-bar value="3" max="8" label="Reading list"></progress-bar>`,
      );
      expect(label(element)).to.equal("Reading list 38%");
      element.format = "count";
      await element.updateComplete;
      expect(label(element)).to.equal("Reading list 3 of 8");
      element.format = "none";
      await element.updateComplete;
      expect(label(element)).to.equal("Reading list");
      expect(bar(element).getAttribute("aria-label")).to.equal("Reading list");
    });

    it("writes numbers in its language", async () => {
      const element = await fixture<ProgressBarElement>(
        html`<progress-bar lang="de" value="3" max="8"></progress-bar>`,
      );
      expect(label(element)).to.equal("38 %");
    });

    it("never leaves its track", async () => {
      const element = await fixture<ProgressBarElement>(html`<progress-bar value="12" max="8"></progress-bar>`);
      expect(inside(element, "[part=indicator]").style.inlineSize).to.equal("100%");
      element.value = -1;
      await element.updateComplete;
      expect(inside(element, "[part=indicator]").style.inlineSize).to.equal("0%");
    });

    it("takes its label from the slot, and white space for no label", async () => {
      const slotted = await fixture<ProgressBarElement>(html`<progress-bar value="1">Your <b>week</b></progress-bar>`);
      expect(bar(slotted).getAttribute("aria-label")).to.equal("Your week");
      const blank = await fixture<ProgressBarElement>(html`<progress-bar value="1" label="Week"> </progress-bar>`);
      expect(label(blank)).to.equal("Week 1%");
    });

    it("says when it changed, and not when it is first shown", async () => {
      const events = eventsOn(document, "progress-change");
      const element = await fixture<ProgressBarElement>(html`<progress-bar value="1" max="4"></progress-bar>`);
      expect(events).to.have.length(0);
      element.value = 2;
      await element.updateComplete;
      expect(events.map(({ value, max, courseId }) => [value, max, courseId])).to.deep.equal([[2, 4, undefined]]);
    });
  });

  describe("of a course", () => {
    it("is accessible and shows the learner's progress", async () => {
      const { element } = await inCourse();
      await expect(element).to.be.accessible();
      expect(label(element)).to.equal("3 of 8 chapters 38%");
      expect(bar(element).getAttribute("aria-valuenow")).to.equal("3");
      expect(inside(element, "[part=indicator]").style.inlineSize).to.equal("38%");
    });

    it("writes the count alone when asked to", async () => {
      const { element } = await inCourse("count");
      expect(label(element)).to.equal("3 of 8 chapters");
    });

    it("moves at once when a chapter is completed anywhere on the page", async () => {
      const { store, course, element } = await inCourse();
      const events = eventsOn(document, "progress-change");
      await store.reportProgress(course.id, course.chapters[0]?.id ?? "", { isCompleted: true });
      await shown(element);
      expect(bar(element).getAttribute("aria-valuenow")).to.equal("1");
      expect(events.length).to.be.greaterThan(0);
      expect(events.every(({ courseId }) => courseId === course.id)).to.equal(true);
    });

    it("is empty, and says nothing of numbers, for somebody who is not signed in", async () => {
      const { api, store } = scriptedStore();
      const course = api.addCourse(exampleCourse(1));
      const element = await mount<ProgressBarElement>(
        store,
        html`<progress-bar course-id=${course.id}></progress-bar>`,
      );
      expect(inside(element, "[part=indicator]").style.inlineSize).to.equal("0%");
      await expect(element).to.be.accessible();
    });
  });
});
