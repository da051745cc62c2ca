import { expect } from "@open-wc/testing";
import { html } from "lit";

import { exampleCourse, exampleId } from "../../testing/example-course.js";
import { eventsOn, inside, shown } from "../../testing/mount.js";
import {
  cards,
  ids,
  list,
  more,
  numbers,
  programming,
  requests,
  said,
  searching,
  text,
  type ListOptions,
} from "./testing/mount-list.js";

describe("<course-list>", () => {
  describe("of the catalogue", () => {
    it("is accessible, and a list of as many items as it has courses", async () => {
      const { element } = await list({ list: searching });
      await expect(element).to.be.accessible();
      expect(inside(element, "[part=grid]").getAttribute("role")).to.equal("list");
      expect(element.shadowRoot?.querySelectorAll("[part=item]").length).to.equal(2);
    });

    it("writes nothing into its tag of its own accord", async () => {
      const { element } = await list({ list: html`<course-list></course-list>` });
      expect(element.getAttributeNames()).to.deep.equal([]);
    });

    it("asks once for the courses and their cards, and nothing private of a stranger", async () => {
      const { api, element } = await list();
      expect(ids(element)).to.deep.equal([1, 2, 3].map((n) => exampleId(n)));
      expect(requests(api)).to.deep.equal(["GET /v1/courses?limit=24"]);
    });

    it("asks once more for what is private of somebody, however many courses there are", async () => {
      const { api } = await list({ courses: 20, token: "anna" });
      expect(requests(api).map((request) => request.replace(/\?.*/, ""))).to.deep.equal([
        "GET /v1/courses",
        "GET /v1/me/courses",
      ]);
    });

    it("asks for what its attributes say, and follows their changes with one request", async () => {
      const { api, element } = await list({
        list: html`<course-list
          query=" course "
          category=${programming.id}
          author="host:1"
          price="paid"
          sort="title"
          limit="7"
        ></course-list>`,
      });
      expect(requests(api)).to.deep.equal([
        `GET /v1/courses?author=host%3A1&category=${programming.id}&limit=7&price=paid&q=course&sort=title`,
      ]);
      element.query = element.category = element.author = element.price = element.sort = undefined;
      element.setAttribute("limit", "2");
      await shown(element);
      expect(requests(api).slice(1)).to.deep.equal(["GET /v1/courses?limit=2"]);
      expect(numbers(element)).to.deep.equal([1, 2]);
    });

    it("says which courses are shown, and what was asked for", async () => {
      const { element } = await list({ list: html`<course-list limit="2" sort="title"></course-list>` });
      const events = eventsOn(document, "course-list-change");
      more(element).click();
      await shown(element);
      element.query = "course 3";
      await shown(element);
      expect(events.map(({ courseIds }) => courseIds.length)).to.deep.equal([3, 1]);
      expect(events[1]?.courseIds).to.deep.equal([exampleId(3)]);
      expect(events[1]?.query).to.include({ source: "catalogue", query: "course 3", sort: "title", limit: 2 });
    });

    it("keeps what it shows while it asks again", async () => {
      const { api, element } = await list();
      api.hold(/q=/);
      element.query = "2";
      await shown(element);
      expect(numbers(element)).to.deep.equal([1, 2, 3]);
      expect(inside(element, "[part=grid]").ariaBusy).to.equal("true");
    });

    it("does not ask again when it is moved", async () => {
      const { api, element } = await list();
      const parent = element.parentElement;
      for (let move = 0; move < 3; move++) {
        element.remove();
        parent?.append(element);
        await shown(element);
      }
      expect(api.calls.length).to.equal(1);
      expect(numbers(element)).to.deep.equal([1, 2, 3]);
    });
  });

  describe("before its data", () => {
    const waiting = (changes: ListOptions = {}) => list({ prepare: (api) => api.hold(/./), ...changes });

    it("shows skeletons, one for each course of a page, twelve at most", async () => {
      const { element } = await waiting();
      expect(cards(element).length).to.equal(12);
      expect(inside(element, "[part=grid]").ariaBusy).to.equal("true");
      await expect(element).to.be.accessible();
      const { element: short } = await waiting({ list: html`<course-list limit="3"></course-list>` });
      expect(cards(short).length).to.equal(3);
    });

    it("has the size that it has with its data", async () => {
      for (const width of [280, 700, 1040]) {
        const template = html`<course-list
          limit="3"
          searchable
          filterable
          style="inline-size: ${width}px"
        ></course-list>`;
        const before = (await waiting({ list: template })).element.getBoundingClientRect();
        const after = (await list({ list: template })).element.getBoundingClientRect();
        expect(before.height, `${width} pixels`).to.equal(after.height);
      }
    });
  });

  describe("with more than a page", () => {
    const two = html`<course-list limit="2"></course-list>`;

    it("adds the next page, keeps the focus and says how many came", async () => {
      const { api, element } = await list({ courses: 5, list: two });
      more(element).focus();
      more(element).click();
      await element.updateComplete;
      expect(more(element).ariaDisabled).to.equal("true");
      expect(text(element)).to.contain("Loading…");
      await expect(element).to.be.accessible();
      await shown(element);
      expect(numbers(element)).to.deep.equal([1, 2, 3, 4]);
      expect(said(element)).to.equal("2 more courses");
      expect(element.shadowRoot?.activeElement).to.equal(more(element));
      expect(requests(api)).to.deep.equal(["GET /v1/courses?limit=2", "GET /v1/courses?cursor=2&limit=2"]);
    });

    it("has the focus on the first of the last courses when there is no more", async () => {
      const { element } = await list({ courses: 3, list: two });
      more(element).focus();
      more(element).click();
      await shown(element);
      expect(element.shadowRoot?.querySelector("[part=more]")).to.equal(null);
      expect(element.shadowRoot?.activeElement).to.equal(element.shadowRoot?.querySelectorAll("li")[2]);
    });

    it("shows no course twice when others came in between", async () => {
      const { api, element } = await list({ courses: 3, list: two });
      const rest = [...api.courses.values()];
      api.courses.clear();
      for (const course of [exampleCourse(9), ...rest]) api.addCourse(course);
      more(element).click();
      await shown(element);
      expect(numbers(element)).to.deep.equal([1, 2, 3]);
    });

    it("keeps what is there when the next page fails, and tries again", async () => {
      const { api, element } = await list({ courses: 3, list: two });
      api.fail(/cursor/, "offline");
      more(element).click();
      await shown(element);
      expect(numbers(element)).to.deep.equal([1, 2]);
      expect(text(element)).to.contain("The courses could not be loaded. Try again");
      await expect(element).to.be.accessible();
      api.heal();
      more(element).click();
      await shown(element);
      expect(numbers(element)).to.deep.equal([1, 2, 3]);
    });
  });

  describe("that is empty", () => {
    it("says so, in the author's words where there are some", async () => {
      const { element } = await list({ courses: 0 });
      expect(text(element)).to.contain("There are no courses here yet.");
      await expect(element).to.be.accessible();
      const { element: own } = await list({
        courses: 0,
        list: html`<course-list><p slot="empty">Come back in May.</p></course-list>`,
      });
      const slot = inside<HTMLSlotElement>(own, "slot[name=empty]");
      expect(slot.assignedElements()[0]?.textContent).to.equal("Come back in May.");
    });
  });

  describe("that cannot be loaded", () => {
    const failing = (changes: ListOptions = {}) =>
      list({ prepare: (api) => api.fail(/courses/, "offline"), ...changes });

    it("shows what is in the tag, and tries again", async () => {
      const { api, element } = await failing({
        list: html`<course-list><a href="/courses">All courses</a></course-list>`,
      });
      expect(inside<HTMLSlotElement>(element, "slot:not([name])").assignedElements()[0]?.textContent).to.equal(
        "All courses",
      );
      expect(text(element)).to.contain("The courses could not be loaded. Try again");
      await expect(element).to.be.accessible();
      api.heal();
      more(element).click();
      await shown(element);
      expect(numbers(element)).to.deep.equal([1, 2, 3]);
    });

    it("tries again by itself when the network is back", async () => {
      const { api, element } = await failing();
      api.heal();
      window.dispatchEvent(new Event("online"));
      await shown(element);
      expect(numbers(element)).to.deep.equal([1, 2, 3]);
    });

    it("keeps what was there, and says so above it", async () => {
      const { api, element } = await list({ list: searching });
      api.fail(/q=/, 503, "unavailable");
      element.query = "3";
      await shown(element);
      expect(numbers(element)).to.deep.equal([1, 2]);
      const note = inside(element, "[role=alert]");
      expect(note.getBoundingClientRect().top).to.be.below(inside(element, "[part=grid]").getBoundingClientRect().top);
    });
  });
});
