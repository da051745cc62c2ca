import { expect } from "@open-wc/testing";
import { html } from "lit";

import { eventsOn, inside, mount, shown } from "../../testing/mount.js";
import { scriptedStore, type ScriptedStoreOptions } from "../../testing/scripted-client.js";
import "./define.js";
// Loaded by the first press; here before it, so that no test waits for the network.
import "./toggle-wishlist.js";
import type { WishlistButtonElement } from "./wishlist-button.js";

async function heart(
  options: ScriptedStoreOptions = { token: "anna" },
  variant: WishlistButtonElement["variant"] = "icon",
) {
  const { api, store } = scriptedStore(options);
  const course = api.addCourse();
  const element = await mount<WishlistButtonElement>(
    store,
    html`<wishlist-button course-id=${course.id} variant=${variant}>
      <span slot="wish">Keep for later</span>
    </wishlist-button>`,
  );
  const button = inside<HTMLButtonElement>(element, "button");
  const press = async () => {
    button.click();
    await shown(element);
  };
  return { api, store, course, element, button, press };
}

describe("<wishlist-button>", () => {
  it("is accessible as a heart and with words", async () => {
    for (const variant of ["icon", "label"] as const) {
      const { element } = await heart(undefined, variant);
      await expect(element).to.be.accessible();
    }
  });

  it("is named after its course", async () => {
    const { button } = await heart();
    expect(button.getAttribute("aria-label")).to.equal("Wishlist: Course 1");
    expect(button.getAttribute("aria-pressed")).to.equal("false");
  });

  it("is large enough for a finger", async () => {
    const { button } = await heart();
    const { width, height } = button.getBoundingClientRect();
    expect(Math.min(width, height)).to.be.at.least(44);
  });

  it("puts the course on the wishlist and takes it off", async () => {
    const { api, course, button, press } = await heart();
    await press();
    expect(button.getAttribute("aria-pressed")).to.equal("true");
    await press();
    expect(button.getAttribute("aria-pressed")).to.equal("false");
    expect(api.callsTo(/wishlist/).map(({ method, path }) => `${method} ${path}`)).to.deep.equal([
      `PUT /v1/me/wishlist/${course.id}`,
      `DELETE /v1/me/wishlist/${course.id}`,
    ]);
  });

  it("is pressed at once, before the server has answered", async () => {
    const { api, element, button } = await heart();
    const release = api.hold(/wishlist/);
    button.click();
    await element.updateComplete;
    expect(button.getAttribute("aria-pressed")).to.equal("true");
    release();
    await shown(element);
  });

  it("goes back and says so when the server refuses", async () => {
    const { api, element, button, press } = await heart();
    const errors = eventsOn(document, "course-error");
    api.fail(/wishlist/, 500);
    await press();
    expect(button.getAttribute("aria-pressed")).to.equal("false");
    expect(inside(element, "[role=status]").textContent?.trim()).to.equal("That was not saved. Please try again.");
    expect(errors).to.have.length(1);
    await expect(element).to.be.accessible();
  });

  it("tells screen readers what came of it", async () => {
    const { element, press } = await heart();
    await press();
    expect(inside(element, "[role=status]").textContent?.trim()).to.equal("Added to your wishlist");
  });

  it("asks before, and says after", async () => {
    const { course, element, press } = await heart();
    const asked = eventsOn(element, "wishlist-request");
    const changed = eventsOn(document, "wishlist-change");
    await press();
    expect(asked.map(({ wishlisted, cancelable }) => [wishlisted, cancelable])).to.deep.equal([[true, true]]);
    expect(changed.map(({ courseId, wishlisted }) => [courseId, wishlisted])).to.deep.equal([[course.id, true]]);
  });

  it("does nothing when the page prevents it", async () => {
    const { api, element, button, press } = await heart();
    element.addEventListener("wishlist-request", (event) => event.preventDefault());
    await press();
    expect(button.getAttribute("aria-pressed")).to.equal("false");
    expect(api.callsTo(/wishlist/)).to.have.length(0);
  });

  it("asks a visitor without a session to sign in, and does nothing else", async () => {
    const { api, course, button, press } = await heart({});
    const requests = eventsOn(document, "sign-in-request");
    await press();
    expect(requests.map(({ courseId }) => courseId)).to.deep.equal([course.id]);
    expect(button.getAttribute("aria-pressed")).to.equal("false");
    expect(api.callsTo(/wishlist|guests/)).to.have.length(0);
  });

  it("makes a guest of a visitor where guests are welcome", async () => {
    const { api, button, press } = await heart({ guests: true });
    await press();
    expect(button.getAttribute("aria-pressed")).to.equal("true");
    expect(api.callsTo(/POST .*guests/)).to.have.length(1);
  });

  it("follows the wishlist wherever it changes", async () => {
    const { store, course, element, button } = await heart();
    await store.setWishlisted(course.id, true);
    await shown(element);
    expect(button.getAttribute("aria-pressed")).to.equal("true");
  });

  it("shows words of the page's own", async () => {
    const { element } = await heart(undefined, "label");
    const slot = inside<HTMLSlotElement>(element, "slot[name=wish]");
    expect(slot.assignedElements()[0]?.textContent).to.equal("Keep for later");
  });
});
