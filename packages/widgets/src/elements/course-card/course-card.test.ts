import { expect } from "@open-wc/testing";
import { html } from "lit";

import type { Course } from "@courselet/contract/catalogue";
import type { LearnerCourse } from "@courselet/contract/learning";

import { exampleCourse, exampleId } from "../../testing/example-course.js";
import { eventsOn, inside, mount, shown, visibleText } from "../../testing/mount.js";
import { ScriptedApi } from "../../testing/scripted-api.js";
import { scriptedStore } from "../../testing/scripted-client.js";
import "./define.js";
import type { CourseCardElement } from "./course-card.js";

interface CardOptions {
  course?: Partial<Course>;
  learner?: Partial<LearnerCourse>;
  prepare?: (api: ScriptedApi) => void;
  token?: string;
  /** How the store waits; tests need not. */
  pause?: () => Promise<void>;
}

async function card({ course: changes = {}, learner = {}, prepare, token = "anna", pause }: CardOptions = {}) {
  const api = new ScriptedApi();
  const { store } = scriptedStore({ api, token, ...(pause && { pause }) });
  const course = api.addCourse(exampleCourse(1, changes));
  api.learner("anna", course.id, learner);
  prepare?.(api);
  const element = await mount<CourseCardElement>(
    store,
    html`<course-card course-id=${course.id} style="inline-size: 300px"
      ><a href="/courses/1">Course 1</a></course-card
    >`,
  );
  return { api, store, course, element };
}

const cover = new URL("../../testing/cover.png", import.meta.url).href;
const part = (element: CourseCardElement, name: string) => inside(element, `[part=${name}]`);
const shows = (element: CourseCardElement, name: string) =>
  !!element.shadowRoot?.querySelector(`[part=${name}]`)?.checkVisibility();
const action = (element: CourseCardElement) => inside(element, "buy-button");
const owned = {
  access: "purchased",
  reason: null,
  progress: {
    completedChapters: 1,
    totalChapters: 3,
    percent: 33,
    nextChapterId: null,
    positionSeconds: 0,
    completedChapterIds: [],
    completedAt: null,
  },
} satisfies Partial<LearnerCourse>;

describe("<course-card>", () => {
  describe("with its data", () => {
    it("is accessible in every layout", async () => {
      const { element } = await card();
      for (const layout of ["vertical", "horizontal", "compact"] as const) {
        element.layout = layout;
        await element.updateComplete;
        await expect(element).to.be.accessible();
      }
    });

    it("shows what the course is, what is in it and what it costs", async () => {
      const { element } = await card();
      expect(visibleText(part(element, "category"))).to.equal("Programming");
      expect(visibleText(part(element, "title"))).to.equal("Course 1");
      expect(visibleText(part(element, "meta"))).to.match(/^3 chapters 6 min$/);
      expect(visibleText(part(element, "price"))).to.equal("$49.00");
      expect(visibleText(inside(element, "slot[name=badge]"))).to.equal("1 free chapter");
      expect(visibleText(inside(action(element), "button"))).to.contain("Buy course");
    });

    it("is one article with a heading of the level that is asked for", async () => {
      const { element } = await card();
      expect(part(element, "title").getAttribute("aria-level")).to.equal("3");
      element.headingLevel = 2;
      await element.updateComplete;
      expect(part(element, "title").getAttribute("aria-level")).to.equal("2");
    });

    it("leaves out what the author hides", async () => {
      const { element } = await card();
      for (const name of ["price", "description", "category"]) {
        expect(shows(element, name)).to.equal(true);
        element.setAttribute("hide", `${name} progress`);
        await element.updateComplete;
        expect(shows(element, name)).to.equal(false);
      }
      element.hide = "actions";
      await element.updateComplete;
      expect(inside(action(element), "button").checkVisibility()).to.equal(false);
    });

    it("asks the server twice, whatever it shows", async () => {
      const { api } = await card();
      expect(api.calls.map(({ path }) => path.replace(/\?.*/, ""))).to.have.members(["/v1/courses", "/v1/me/courses"]);
    });
  });

  describe("as a link", () => {
    const href = (element: CourseCardElement) => inside<HTMLAnchorElement>(element, "a.title").href;

    it("leads where the link inside the tag leads", async () => {
      const { element } = await card();
      expect(href(element)).to.equal(`${location.origin}/courses/1`);
    });

    it("leads where href says, before anything else", async () => {
      const { element } = await card();
      element.href = "https://example.org/c";
      await element.updateComplete;
      expect(href(element)).to.equal("https://example.org/c");
    });

    it("never leads to a script, however it is spelled", async () => {
      const { element } = await card();
      element.querySelector("a")?.remove();
      for (const script of [
        "javascript:alert(1)",
        " JaVa\tScript:alert(1)",
        "\u0001javascript:alert(1)",
        "data:text/html,x",
      ]) {
        element.href = script;
        await element.updateComplete;
        expect(element.shadowRoot?.querySelector("a.title")).to.equal(null);
      }
    });

    it("says that it was followed", async () => {
      const { course, element } = await card();
      const events = eventsOn(document, "course-select");
      const link = inside(element, "a.title");
      link.addEventListener("click", (event) => event.preventDefault());
      link.click();
      expect(events.map(({ courseId }) => courseId)).to.deep.equal([course.id]);
    });

    it("lies under the heart and the button", async () => {
      const { element } = await card();
      element.scrollIntoView();
      const middle = (target: Element) => {
        const { left, top, width, height } = target.getBoundingClientRect();
        return element.shadowRoot?.elementFromPoint(left + width / 2, top + height / 2);
      };
      expect(middle(inside(element, "wishlist-button"))).to.equal(inside(element, "wishlist-button"));
      expect(middle(inside(action(element), "button"))).to.equal(action(element));
      expect(middle(part(element, "description"))).to.equal(inside(element, "a.title"));
    });
  });

  describe("for sale or not", () => {
    it("is free when it costs nothing", async () => {
      const { element } = await card({ course: { price: { amount: 0, currency: "usd" } } });
      expect(visibleText(part(element, "price"))).to.equal("Free");
      expect(visibleText(inside(action(element), "button"))).to.contain("Enrol for free");
      expect(visibleText(inside(element, "slot[name=badge]"))).to.equal("");
    });

    it("has no price while it is not for sale", async () => {
      const { element } = await card({ course: { price: null } });
      expect(shows(element, "price")).to.equal(false);
      expect(visibleText(inside(action(element), "[part=label]"))).to.equal("Coming soon");
    });

    it("shows progress in place of the price to whoever owns it", async () => {
      const { element } = await card({ learner: owned });
      await expect(element).to.be.accessible();
      expect(shows(element, "price")).to.equal(false);
      expect(shows(element, "progress")).to.equal(true);
      expect(visibleText(inside(element, "slot[name=badge]"))).to.equal("");
      const link = inside<HTMLAnchorElement>(action(element), "a");
      expect(visibleText(link)).to.equal("Continue");
      expect(link.href).to.equal(`${location.origin}/courses/1`);
    });

    it("becomes owned without a reload", async () => {
      const { api, store, course, element } = await card();
      api.learner("anna", course.id, owned);
      store.reloadLearners();
      await shown(element);
      expect(shows(element, "progress")).to.equal(true);
    });

    it("hides the price while a payment is being confirmed", async () => {
      const { element } = await card({
        learner: { reason: "payment_processing" },
        pause: () => new Promise((resolve) => setTimeout(resolve, 100)),
      });
      expect(shows(element, "price")).to.equal(false);
      expect(visibleText(inside(action(element), "button"))).to.equal("Confirming payment…");
    });

    it("can be bought by somebody who is not signed in yet", async () => {
      const { element } = await card({ token: "" });
      expect(visibleText(part(element, "price"))).to.equal("$49.00");
      await expect(element).to.be.accessible();
    });
  });

  describe("before its data", () => {
    it("has the size that it will have: nothing moves", async () => {
      const changes = [
        {},
        { title: "A title that is long enough to need both of the two lines that it may take, and more" },
        { description: null, category: null },
      ];
      for (const course of changes) {
        const { element, height } = await heightBefore(course);
        expect(element.getBoundingClientRect().height).to.equal(height);
      }
    });

    it("says that it is busy", async () => {
      const { element } = await card({ prepare: (api) => api.hold(/./) });
      expect(part(element, "base").getAttribute("aria-busy")).to.equal("true");
    });

    /** Height of the skeleton, and the card after its data has come. */
    async function heightBefore(course: Partial<Course>) {
      let release = () => {};
      const { element } = await card({ course, prepare: (api) => (release = api.hold(/./)) });
      const { height } = element.getBoundingClientRect();
      release();
      await shown(element);
      expect(part(element, "base").getAttribute("aria-busy")).to.equal("false");
      return { element, height };
    }
  });

  describe("in a row", () => {
    it("aligns its last line with its neighbours'", async () => {
      const api = new ScriptedApi();
      const { store } = scriptedStore({ api, token: "anna" });
      const long = api.addCourse(
        exampleCourse(1, { title: "A title that is so long that it does not fit on a single line" }),
      );
      const short = api.addCourse(exampleCourse(2, { description: null }));
      const row = await mount<CourseCardElement>(store, html`<course-card course-id=${long.id}></course-card>`);
      const neighbour = document.createElement("course-card");
      neighbour.courseId = short.id;
      const parent = row.parentElement;
      if (!parent) throw new Error("The card is in a page.");
      parent.style.cssText = "display: grid; grid-template-columns: 280px 280px";
      parent.append(neighbour);
      await shown(neighbour);
      const bottom = (each: CourseCardElement) => part(each, "price").getBoundingClientRect().bottom;
      expect(bottom(neighbour)).to.equal(bottom(row));
    });

    it("has a width of its own where its container gives it none", async () => {
      const { element } = await card();
      const parent = element.parentElement;
      if (!parent) throw new Error("The card is in a page.");
      element.style.inlineSize = "";
      parent.style.display = "flex";
      expect(element.getBoundingClientRect().width).to.be.at.least(200);
    });
  });

  describe("without its data", () => {
    it("keeps the content of the tag for a course that does not exist, and warns once", async () => {
      const warnings: unknown[] = [];
      const { warn } = console;
      console.warn = (message: unknown) => warnings.push(message);
      try {
        const missing = exampleId(99);
        const { store } = scriptedStore({ token: "anna" });
        const template = html`<course-card course-id=${missing}><a href="/c">Still here</a></course-card>`;
        const element = await mount<CourseCardElement>(store, template);
        await mount<CourseCardElement>(store, template);
        expect(inside<HTMLSlotElement>(element, "slot:not([name])").assignedElements()[0]?.textContent).to.equal(
          "Still here",
        );
        expect(warnings.filter((message) => String(message).includes(missing))).to.have.length(1);
      } finally {
        console.warn = warn;
      }
    });

    it("says once that it could not be loaded", async () => {
      const events = eventsOn(document, "course-error");
      const { course, element } = await card({ prepare: (scripted) => scripted.fail(/./, "offline") });
      element.requestUpdate();
      await element.updateComplete;
      expect(events.map(({ courseId }) => courseId)).to.deep.equal([course.id]);
    });

    it("keeps the content of the tag when nothing answers, and tries again when asked to", async () => {
      const { api, element } = await card({ prepare: (scripted) => scripted.fail(/./, "offline") });
      await expect(element).to.be.accessible();
      expect(visibleText(inside(element, "[role=status]"))).to.equal("This course could not be loaded.");
      expect(element.querySelector("a")?.checkVisibility()).to.equal(true);
      api.heal();
      inside<HTMLButtonElement>(element, "button").click();
      await shown(element);
      expect(visibleText(part(element, "title"))).to.equal("Course 1");
    });
  });

  describe("cover", () => {
    it("is loaded lazily and decoded beside the page's work", async () => {
      const { element } = await card({ course: { imageUrl: cover } });
      const image = inside<HTMLImageElement>(element, "img");
      expect([image.loading, image.decoding, image.alt]).to.deep.equal(["lazy", "async", ""]);
    });

    it("gives way to a plain one when it cannot be loaded", async () => {
      const { element } = await card({ course: { imageUrl: cover } });
      inside(element, "img").dispatchEvent(new Event("error"));
      await element.updateComplete;
      expect(element.shadowRoot?.querySelector("img")).to.equal(null);
      expect(part(element, "media").classList.contains("plain")).to.equal(true);
    });
  });
});
