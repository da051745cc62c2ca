import { expect } from "@open-wc/testing";
import { html } from "lit";

import type { CourseStore } from "../../data/course-store.js";
import { exampleCourse, exampleId } from "../../testing/example-course.js";
import { eventsOn, inside, mount, shown, visibleText } from "../../testing/mount.js";
import { ScriptedApi } from "../../testing/scripted-api.js";
import { scriptedStore, type ScriptedStoreOptions } from "../../testing/scripted-client.js";
import "./define.js";
// Loaded by the first press; here before it, so that no test waits for the network.
import "./purchase-course.js";
import "./purchase-messages.js";
import type { BuyButtonElement } from "./buy-button.js";

/** The payment page of these tests is a place on this page, so that going there does not end them. */
const paymentPage = `${location.href.replace(/#.*/, "")}#paid`;

async function button(
  { price = { amount: 4900, currency: "usd" } as { amount: number; currency: string } | null } = {},
  options: ScriptedStoreOptions = { token: "anna" },
) {
  const api = new ScriptedApi();
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const response = await api.fetch(url, init);
    if (!url.endsWith("/checkout") || !response.ok) return response;
    return Response.json({ checkoutId: exampleId(1, "checkout"), url: paymentPage }, { status: 201 });
  };
  const { store } = scriptedStore({ api, fetch, ...options });
  const course = api.addCourse(exampleCourse(1, { price }));
  const element = await mount<BuyButtonElement>(store, html`<buy-button course-id=${course.id}></buy-button>`);
  return { api, store, course, element };
}

const press = async (element: BuyButtonElement): Promise<void> => {
  inside<HTMLButtonElement>(element, "button").click();
  await shown(element);
};
const words = (element: BuyButtonElement) => visibleText(inside(element, "[part=base]"));
const isBusy = (element: BuyButtonElement) => inside(element, "button").getAttribute("aria-disabled") === "true";

/** Asks after a checkout slowly enough for what is shown meanwhile to be looked at. */
const patient = { token: "anna", pause: () => new Promise<void>((resolve) => setTimeout(resolve, 100)) };

/** Follows the checkout that the visitor came back from, as the page's store does. */
const comeBack = (store: CourseStore) => store.resumeCheckout(exampleId(1, "checkout"));

describe("<buy-button>", () => {
  afterEach(() => history.replaceState(null, "", location.href.replace(/#.*/, "")));

  it("is accessible and names its price and its course", async () => {
    const { element } = await button();
    await expect(element).to.be.accessible();
    expect(words(element)).to.equal("Buy course $49.00");
    expect(inside(element, "button").textContent?.replace(/\s+/g, " ")).to.contain("Buy course: Course 1");
  });

  it("writes the price in the language of the element", async () => {
    const { element } = await button({ price: { amount: 123_400, currency: "eur" } });
    element.lang = "de";
    element.requestUpdate();
    await element.updateComplete;
    expect(inside(element, "[part=price]").textContent).to.equal("1.234,00\u00a0€");
  });

  it("takes a label of the page's own, and white space for none", async () => {
    const { store, course } = await button();
    const own = await mount<BuyButtonElement>(store, html`<buy-button course-id=${course.id}>Get it</buy-button>`);
    expect(inside<HTMLSlotElement>(own, "slot").assignedNodes()[0]?.textContent).to.equal("Get it");
    const blank = await mount<BuyButtonElement>(store, html`<buy-button course-id=${course.id}> </buy-button>`);
    expect(words(blank)).to.equal("Buy course $49.00");
  });

  describe("of a paid course", () => {
    it("opens a checkout at the price that was shown and goes there", async () => {
      const { api, element, course } = await button();
      const asked = eventsOn(element, "buy-request");
      const started = eventsOn(document, "purchase-start");
      element.lang = "fr-CH";
      await press(element);
      expect(asked.map(({ courseId, price }) => [courseId, price.amount])).to.deep.equal([[course.id, 4900]]);
      expect(started.map(({ checkout }) => checkout)).to.deep.equal([
        { checkoutId: exampleId(1, "checkout"), url: paymentPage },
      ]);
      expect(api.callsTo(/checkout/).map(({ body }) => body)).to.deep.equal([
        {
          returnUrl: paymentPage.replace("#paid", ""),
          mode: "redirect",
          quotedPrice: { amount: 4900, currency: "usd" },
          locale: "fr-CH",
        },
      ]);
      expect(location.hash).to.equal("#paid");
    });

    it("comes back to the page that the author names", async () => {
      const { api, element } = await button();
      element.returnUrl = "/thanks";
      await press(element);
      expect(api.callsTo(/checkout/)[0]?.body).to.deep.include({ returnUrl: `${location.origin}/thanks` });
    });

    it("does nothing when the page prevents it", async () => {
      const { api, element } = await button();
      element.addEventListener("buy-request", (event) => event.preventDefault());
      await press(element);
      expect(api.callsTo(/checkout/)).to.have.length(0);
      expect(isBusy(element)).to.equal(false);
    });

    it("says what it is doing, no narrower than before, and cannot be pressed twice", async () => {
      const { api, element } = await button();
      const { width } = inside(element, "button").getBoundingClientRect();
      const release = api.hold(/checkout/);
      await press(element);
      expect(words(element)).to.equal("Opening checkout…");
      expect(isBusy(element)).to.equal(true);
      expect(inside(element, "button").getBoundingClientRect().width).to.be.at.least(Math.floor(width));
      await press(element);
      expect(api.callsTo(/checkout/)).to.have.length(1);
      await expect(element).to.be.accessible();
      release();
    });

    it("is itself again when the visitor comes back by the back button", async () => {
      const { store, element } = await button();
      await press(element);
      expect(words(element)).to.equal("Opening checkout…");
      (await store.learnerSide()).returnToPage();
      await shown(element);
      expect(words(element)).to.equal("Buy course $49.00");
    });

    it("asks a visitor without a session to sign in, and does nothing else", async () => {
      const { api, element } = await button({}, {});
      const requests = eventsOn(document, "sign-in-request");
      await press(element);
      expect(requests).to.have.length(1);
      expect(api.callsTo(/checkout|guests/)).to.have.length(0);
    });
  });

  describe("that fails", () => {
    it("says why, that nothing was charged, and can be pressed again", async () => {
      const { api, element } = await button();
      const errors = eventsOn(document, "purchase-error");
      api.fail(/checkout/, 503, "payment_unavailable", 1);
      await press(element);
      expect(visibleText(inside(element, "[part=message]"))).to.equal(
        "Payment is not available at the moment. Nothing was charged.",
      );
      expect(errors.map(({ code }) => code)).to.deep.equal(["payment_unavailable"]);
      await expect(element).to.be.accessible();
      await press(element);
      expect(location.hash).to.equal("#paid");
    });

    it("shows the new price when the price has changed", async () => {
      const { api, course, element } = await button();
      api.addCourse({ ...course, price: { amount: 5900, currency: "usd" } });
      api.fail(/checkout/, 409, "price_changed", 1);
      await press(element);
      expect(words(element)).to.equal("Buy course $59.00");
      expect(visibleText(inside(element, "[part=message]"))).to.contain("it is $59.00 now");
    });

    it("says so when there is no connection", async () => {
      const { api, element } = await button();
      api.fail(/checkout/, "offline");
      await press(element);
      expect(visibleText(inside(element, "[part=message]"))).to.equal("There is no connection. Nothing was charged.");
    });
  });

  describe("after the payment", () => {
    it("waits for the confirmation, and then leads to the course", async () => {
      const { api, store, course, element } = await button({}, patient);
      const complete = eventsOn(document, "purchase-complete");
      api.checkouts.set(exampleId(1, "checkout"), { status: "processing", courseId: course.id });
      const settledCheckout = comeBack(store);
      await shown(element);
      expect(words(element)).to.equal("Confirming payment…");
      expect(isBusy(element)).to.equal(true);
      await expect(element).to.be.accessible();

      api.learner("anna", course.id, { access: "purchased", reason: null });
      api.checkouts.set(exampleId(1, "checkout"), { status: "paid", courseId: course.id });
      await settledCheckout;
      await shown(element);
      expect(visibleText(inside(element, "slot[name=owned]"))).to.equal("You own this course");
      expect(complete.map(({ courseId }) => courseId)).to.deep.equal([course.id]);
    });

    it("says it once, however many buttons the page has", async () => {
      const { api, store, course } = await button({}, patient);
      const other = await mount<BuyButtonElement>(store, html`<buy-button course-id=${course.id}></buy-button>`);
      const complete = eventsOn(document, "purchase-complete");
      api.checkouts.set(exampleId(1, "checkout"), { status: "processing", courseId: course.id });
      const settledCheckout = comeBack(store);
      await shown(other);
      api.learner("anna", course.id, { access: "purchased", reason: null });
      api.checkouts.set(exampleId(1, "checkout"), { status: "paid", courseId: course.id });
      await settledCheckout;
      await shown(other);
      expect(complete).to.have.length(1);
    });

    it("waits too where only the server knows of the payment", async () => {
      const { api, store, course, element } = await button({}, patient);
      api.learner("anna", course.id, { reason: "payment_processing" });
      store.reloadLearners();
      await shown(element);
      expect(words(element)).to.equal("Confirming payment…");
    });
  });

  it("keeps the focus when the button becomes a link, and reads out that the course is owned", async () => {
    const { element } = await button({ price: { amount: 0, currency: "usd" } });
    element.courseHref = "/elsewhere";
    const message = inside(element, "[role=status]");
    expect(message.textContent.trim()).to.equal("");
    inside<HTMLButtonElement>(element, "button").focus();
    await press(element);
    expect(inside(element, "[part=base]").localName).to.equal("a");
    expect(element.shadowRoot?.activeElement).to.equal(inside(element, "[part=base]"));
    expect(inside(element, "[role=status]")).to.equal(message);
    expect(message.textContent.trim()).to.equal("You own this course");
  });

  it("enrols in a free course, and says that it is owned now", async () => {
    const { api, element, course } = await button({ price: { amount: 0, currency: "usd" } });
    expect(words(element)).to.equal("Enrol for free");
    const complete = eventsOn(document, "purchase-complete");
    await press(element);
    expect(api.callsTo(/enrolment/)).to.have.length(1);
    expect(complete.map(({ courseId }) => courseId)).to.deep.equal([course.id]);
    expect(visibleText(inside(element, "slot[name=owned]"))).to.equal("You own this course");
  });

  it("says nothing of a purchase that was made before", async () => {
    const complete = eventsOn(document, "purchase-complete");
    const { api, store, course, element } = await button();
    api.learner("anna", course.id, { access: "purchased", reason: null });
    store.reloadLearners();
    await shown(element);
    await expect(element).to.be.accessible();
    expect(complete).to.have.length(0);
  });

  it("sells nothing that has no price", async () => {
    const { element } = await button({ price: null });
    expect(visibleText(inside(element, "[part=label]"))).to.equal("Coming soon");
    expect(element.shadowRoot?.querySelector("button")).to.equal(null);
    await expect(element).to.be.accessible();
  });

  it("keeps its place while it is not known who is looking", async () => {
    const api = new ScriptedApi();
    const release = api.hold(/me\/courses/);
    const { store } = scriptedStore({ api, token: "anna" });
    const course = api.addCourse();
    const element = await mount<BuyButtonElement>(store, html`<buy-button course-id=${course.id}></buy-button>`);
    const { height } = inside(element, "[aria-busy]").getBoundingClientRect();
    release();
    await shown(element);
    expect(inside(element, "button").getBoundingClientRect().height).to.equal(height);
  });

  it("can try again when the course could not be loaded", async () => {
    const api = new ScriptedApi();
    api.fail(/courses\?/, 500, "internal");
    const { store } = scriptedStore({ api, token: "anna" });
    const course = api.addCourse();
    const element = await mount<BuyButtonElement>(store, html`<buy-button course-id=${course.id}></buy-button>`);
    expect(words(element)).to.equal("Try again");
    api.heal();
    await press(element);
    expect(words(element)).to.equal("Buy course $49.00");
  });
});
