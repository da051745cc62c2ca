import { expect } from "@open-wc/testing";
import { html } from "lit";

import { exampleId } from "../../testing/example-course.js";
import { shown } from "../../testing/mount.js";
import type { CourseListElement } from "./course-list.js";
import { cards, list, loaded, numbers } from "./testing/mount-list.js";

describe("<course-list>", () => {
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
