import { aTimeout, expect } from "@open-wc/testing";
import { html } from "lit";

import { inside, shown } from "../../testing/mount.js";
import { choose, drawing, list, loaded, numbers, requests, said, searching, text, type } from "./testing/mount-list.js";

describe("<course-list>", () => {
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
      expect(["query", "category"].some((name) => element.hasAttribute(name))).to.equal(false);
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
});
