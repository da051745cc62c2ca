import { expect } from "@open-wc/testing";
import { html } from "lit";

import { exampleId } from "../../testing/example-course.js";
import { eventsOn, inside, shown } from "../../testing/mount.js";
import { cards, list, loaded, numbers, requests, text } from "./testing/mount-list.js";

describe("<course-list>", () => {
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
});
