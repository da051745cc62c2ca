import { aTimeout, expect } from "@open-wc/testing";
import { html, type TemplateResult } from "lit";

import { exampleCourse, exampleId } from "../../testing/example-course.js";
import { eventsOn, inside, mount, shown, visibleText } from "../../testing/mount.js";
import { ScriptedApi } from "../../testing/scripted-api.js";
import { scriptedStore, type ScriptedStoreOptions } from "../../testing/scripted-client.js";
import "./define.js";
import type { CourseListElement } from "./course-list.js";

const programming = { id: exampleId(1, "category"), name: "Programming" };
const drawing = { id: exampleId(2, "category"), name: "Drawing" };

interface ListOptions extends ScriptedStoreOptions {
  courses?: number;
  list?: TemplateResult;
  prepare?: (api: ScriptedApi) => void;
}

/** A list of so many courses: every second one free, every third one about drawing, "Course 1" to "Course n". */
async function list({
  courses = 3,
  prepare,
  list: template = html`<course-list></course-list>`,
  ...options
}: ListOptions = {}) {
  const api = new ScriptedApi();
  for (let n = 1; n <= courses; n++) {
    const price = { amount: n % 2 ? 4900 : 0, currency: "usd" };
    api.addCourse(exampleCourse(n, { price, category: n % 3 ? programming : drawing }));
  }
  prepare?.(api);
  const { store } = scriptedStore({ api, ...options });
  const element = await mount<CourseListElement>(store, template);
  await loaded(element);
  return { api, store, element };
}

/** Also what is loaded later than the element, from the test server, is there. */
async function loaded(element: CourseListElement): Promise<void> {
  await Promise.all([import("./list-toolbar.js"), import("./list-notes.js"), import("./item-clones.js")]);
  await shown(element);
}

const cards = (element: CourseListElement) => [...(element.shadowRoot?.querySelectorAll("course-card") ?? [])];
const ids = (element: CourseListElement) => cards(element).map(({ courseId }) => courseId ?? "");
const numbers = (element: CourseListElement) => ids(element).map((id) => Number(id.slice(-12)));
const text = (element: CourseListElement) => visibleText(inside(element, ".base")).replace(/\s+/g, " ");
const said = (element: CourseListElement) => inside(element, ".hidden[role=status]").textContent;
const more = (element: CourseListElement) => inside<HTMLButtonElement>(element, "[part=more]");
const choose = (element: CourseListElement, label: string, value: string) => {
  const select = inside<HTMLSelectElement>(element, `select[aria-label="${label}"]`);
  select.value = value;
  select.dispatchEvent(new Event("change"));
};
const type = (element: CourseListElement, words: string, event = "input") => {
  const input = inside<HTMLInputElement>(element, "input");
  input.value = words;
  input.dispatchEvent(new Event(event));
};
const requests = (api: ScriptedApi) => api.calls.map(({ method, path }) => `${method} ${path}`);
const searching = html`<course-list searchable filterable limit="2"></course-list>`;

describe("<course-list>", () => {
  describe("of the catalogue", () => {
    it("is accessible, and a list of as many items as it has courses", async () => {
      const { element } = await list({ list: searching });
      await expect(element).to.be.accessible();
      expect(inside(element, "[part=grid]").getAttribute("role")).to.equal("list");
      expect(element.shadowRoot?.querySelectorAll("[part=item]").length).to.equal(2);
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
      element.query = element.category = element.author = element.price = element.sort = "";
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

  describe("with a toolbar", () => {
    it("has a name for each of its fields, and the number of courses in each category", async () => {
      const { element } = await list({ list: searching });
      expect(inside(element, "input").ariaLabel).to.equal("Search courses");
      const options = [...inside(element, "select[aria-label=Category]").querySelectorAll("option")];
      expect(options.map((option) => option.textContent)).to.deep.equal([
        "All categories",
        "Programming (2)",
        "Drawing (1)",
      ]);
    });

    it("searches when typing stops, and at once on Enter", async () => {
      const { api, element } = await list({ list: searching });
      api.calls.length = 0;
      for (const words of ["c", "co", "course 2"]) type(element, words);
      await shown(element);
      expect(api.calls).to.deep.equal([]);
      await aTimeout(260);
      await shown(element);
      expect(requests(api)).to.deep.equal(["GET /v1/courses?limit=2&q=course+2"]);
      expect(element.getAttribute("query")).to.equal("course 2");
      type(element, "course 3", "change");
      await shown(element);
      expect(numbers(element)).to.deep.equal([3]);
    });

    it("keeps the space at the end of what is being typed", async () => {
      const { element } = await list({ list: searching });
      type(element, "course ", "change");
      await shown(element);
      expect(inside<HTMLInputElement>(element, "input").value).to.equal("course ");
    });

    it("drops the answer to an older search, and takes its request back", async () => {
      const { api, element } = await list({ list: searching });
      const release = api.hold(/q=1/);
      element.query = "1";
      await shown(element);
      element.query = "2";
      await shown(element);
      release();
      await shown(element);
      expect(numbers(element)).to.deep.equal([2]);
    });

    it("writes what is chosen into its attributes", async () => {
      const { element } = await list({ courses: 8, list: html`<course-list filterable></course-list>` });
      choose(element, "Category", drawing.id);
      choose(element, "Price", "free");
      choose(element, "Sort by", "title");
      await shown(element);
      expect(numbers(element)).to.deep.equal([6]);
      for (const [name, value] of Object.entries({ category: drawing.id, price: "free", sort: "title" })) {
        expect(element.getAttribute(name)).to.equal(value);
      }
    });

    it("shows what its attributes say", async () => {
      const { element } = await list({ list: searching });
      element.setAttribute("category", drawing.id);
      element.setAttribute("query", "course");
      await shown(element);
      expect(inside<HTMLInputElement>(element, "input").value).to.equal("course");
      expect(inside<HTMLSelectElement>(element, "select").value).to.equal(drawing.id);
      expect(inside(element, "select[aria-label='Sort by'] option").textContent).to.equal("Best match");
    });

    it("tells how many courses there are, in sight and to screen readers", async () => {
      const { element } = await list({ list: searching });
      expect(inside(element, ".count").textContent).to.equal("More than 2 courses");
      element.query = "3";
      await shown(element);
      expect(inside(element, ".count").textContent).to.equal("1 course");
      expect(said(element)).to.equal("1 course");
    });

    it("says when nothing is found, and takes the search back", async () => {
      const { element } = await list({ list: searching });
      element.query = "zzz";
      element.category = drawing.id;
      await loaded(element);
      expect(text(element)).to.contain("Nothing found");
      expect(said(element)).to.equal("0 courses");
      await expect(element).to.be.accessible();
      inside<HTMLButtonElement>(element, ".after button").click();
      await shown(element);
      expect(numbers(element)).to.deep.equal([1, 2]);
      expect([element.query, element.category]).to.deep.equal(["", ""]);
      expect(element.shadowRoot?.activeElement?.localName).to.equal("input");
    });

    it("asks once for the categories, however many lists there are", async () => {
      const { api, element } = await list({ list: searching });
      element.after(element.cloneNode());
      await shown(element);
      expect(api.callsTo(/categories/).length).to.equal(1);
    });

    it("has none in a list of the learner's own", async () => {
      const { element } = await list({
        token: "anna",
        list: html`<course-list source="purchased" searchable filterable></course-list>`,
      });
      expect(element.shadowRoot?.querySelector("[part=toolbar]")).to.equal(null);
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

  describe("of the learner's own", () => {
    const owned = { access: "purchased", reason: null } as const;
    const wishes = html`<course-list source="wishlisted"></course-list>`;

    it("loads the list and its cards, and knows from the list what is private", async () => {
      const { api, element } = await list({
        token: "anna",
        list: html`<course-list source="purchased" limit="5"></course-list>`,
        prepare: (scripted) => [1, 3].map((n) => scripted.learner("anna", exampleId(n), owned)),
      });
      expect(numbers(element)).to.deep.equal([1, 3]);
      expect(requests(api)).to.deep.equal([
        "GET /v1/me/courses?filter=purchased&limit=5",
        `GET /v1/courses?ids=${exampleId(1)},${exampleId(3)}`,
      ]);
      expect(cards(element).every((card) => card.shadowRoot?.querySelector("progress-bar"))).to.equal(true);
      await expect(element).to.be.accessible();
    });

    it("asks who is signed out to sign in", async () => {
      const { api, element } = await list({ list: wishes });
      expect(text(element)).to.contain("Sign in to see your courses.");
      await expect(element).to.be.accessible();
      const events = eventsOn(document, "sign-in-request");
      inside<HTMLButtonElement>(element, ".after button").click();
      expect(events.length).to.equal(1);
      expect(api.calls).to.deep.equal([]);
    });

    it("is a guest's own, where guests are on", async () => {
      const { api, store, element } = await list({ guests: true, list: wishes });
      expect(text(element)).to.contain("There are no courses here yet.");
      expect(api.calls).to.deep.equal([]);
      await store.setWishlisted(exampleId(2), true);
      element.reload();
      await shown(element);
      expect(numbers(element)).to.deep.equal([2]);
    });

    it("follows whoever signs in and out", async () => {
      const { api, store, element } = await list({
        list: wishes,
        prepare: (scripted) => {
          scripted.learner("anna", exampleId(1), { wishlisted: true });
          scripted.learner("berta", exampleId(2), { wishlisted: true });
        },
      });
      for (const [who, courses] of [
        ["anna", [1]],
        ["berta", [2]],
      ] as const) {
        store.setGetToken(() => who);
        await shown(element);
        await shown(element);
        expect(numbers(element)).to.deep.equal(courses);
      }
      store.setGetToken(null);
      await loaded(element);
      expect(text(element)).to.contain("Sign in");
      expect(api.callsTo(/filter=wishlisted/).map(({ token }) => token)).to.deep.equal(["anna", "berta"]);
    });

    it("is the right one again after somebody else came while it was out of the page", async () => {
      const { store, element } = await list({
        token: "anna",
        list: wishes,
        prepare: (scripted) => {
          scripted.learner("anna", exampleId(1), { wishlisted: true });
          scripted.learner("berta", exampleId(2), { wishlisted: true });
        },
      });
      const parent = element.parentElement;
      element.remove();
      store.setGetToken(() => "berta");
      await shown(element);
      parent?.append(element);
      await shown(element);
      await shown(element);
      expect(numbers(element)).to.deep.equal([2]);
    });

    it("keeps a course that is taken off the wishlist, so that it can be put back, until it is loaded again", async () => {
      const { store, element } = await list({
        token: "anna",
        list: wishes,
        prepare: (scripted) => scripted.learner("anna", exampleId(1), { wishlisted: true }),
      });
      await store.setWishlisted(exampleId(1), false);
      await shown(element);
      expect(numbers(element)).to.deep.equal([1]);
      element.reload();
      await loaded(element);
      expect(text(element)).to.contain("There are no courses here yet.");
    });
  });

  describe("with an item of the author's", () => {
    const own = html`<course-list limit="2">
      <template slot="item">
        <article id="about-{id}" onclick="open('{id}')">
          <a href="/courses/{id}">Look</a><a href="javascript:alert('{id}')">Never</a>
          <wishlist-button course-id="{id}"></wishlist-button>
        </article>
      </template>
    </course-list>`;
    const copies = (element: CourseListElement) => [...element.querySelectorAll("article")];

    it("copies it for each course, among its own children, with the id filled in", async () => {
      const { element } = await list({ list: own });
      expect(copies(element).map(({ id }) => id)).to.deep.equal([1, 2].map((n) => `about-${exampleId(n)}`));
      const [look, never] = copies(element)[0]?.querySelectorAll("a") ?? [];
      expect(look?.href).to.equal(`${location.origin}/courses/${exampleId(1)}`);
      expect(element.querySelector("wishlist-button")?.courseId).to.equal(exampleId(1));
      expect(cards(element)).to.deep.equal([]);
      expect(copies(element)[0]?.checkVisibility()).to.equal(true);
      expect(never?.hasAttribute("href")).to.equal(false);
      expect(copies(element)[0]?.getAttribute("onclick")).to.equal("open('{id}')");
      await expect(element).to.be.accessible();
    });

    it("shows its skeletons before its data", async () => {
      const { element } = await list({ list: own, prepare: (api) => api.hold(/./) });
      expect(copies(element).length).to.equal(2);
      expect(copies(element).every(({ id }) => !id)).to.equal(true);
      expect(element.querySelector("wishlist-button")?.hasAttribute("course-id")).to.equal(false);
    });

    it("puts back what a framework takes out, and removes what is not shown any more", async () => {
      const { element } = await list({ list: own });
      const [first, second] = copies(element);
      first?.remove();
      await shown(element);
      expect(copies(element)).to.have.members([first, second]);
      element.query = "course 2";
      await shown(element);
      expect(copies(element)).to.deep.equal([second]);
    });

    it("follows a template that comes, changes and goes", async () => {
      const { element } = await list();
      const template = document.createElement("template");
      template.slot = "item";
      template.content.append(document.createElement("article"));
      element.append(template);
      await loaded(element);
      await shown(element);
      expect(copies(element).length).to.equal(3);
      template.remove();
      await shown(element);
      expect(copies(element)).to.deep.equal([]);
      expect(numbers(element)).to.deep.equal([1, 2, 3]);
    });

    it("leaves no copies of another list in its clone", async () => {
      const { element } = await list({ list: own });
      const clone = element.cloneNode(true) as CourseListElement;
      element.after(clone);
      await loaded(clone);
      expect(copies(clone).length).to.equal(2);
    });
  });
});
