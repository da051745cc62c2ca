import { expect, fixture } from "@open-wc/testing";
import { html } from "lit";

import type { CourseCardElement } from "../course-card/course-card.js";
import "../course-card/define.js";
import type { ProgressBarElement } from "../progress-bar/progress-bar.js";
import { storeFor } from "../../data/page-store.js";
import { exampleId } from "../../testing/example-course.js";
import { inside, mount, shown, visibleText } from "../../testing/mount.js";
import { scriptedStore } from "../../testing/scripted-client.js";
import type { CourseProviderElement } from "./course-provider.js";
import "./define.js";

const label = (element: ProgressBarElement) => visibleText(inside(element, "[part=label]"));

async function bar(provider: CourseProviderElement): Promise<ProgressBarElement> {
  const element = provider.querySelector("progress-bar");
  if (!element) throw new Error("The test's provider has a bar inside.");
  await element.updateComplete;
  return element;
}

describe("<course-provider>", () => {
  it("is accessible and takes no room of its own", async () => {
    const provider = await fixture<CourseProviderElement>(
      html`<course-provider api-url="https://one.test"><p>Inside</p></course-provider>`,
    );
    await expect(provider).to.be.accessible();
    expect(getComputedStyle(provider).display).to.equal("contents");
  });

  it("gives its language and its words to the elements inside, live", async () => {
    const provider = await fixture<CourseProviderElement>(html`
      <course-provider
        api-url="https://one.test"
        locale="de"
        .messages=${{ countDone: { one: "{done} von einem", other: "{done} von {count}" } }}
      >
        <progress-bar value="3" max="8" format="count"></progress-bar>
      </course-provider>
    `);
    const element = await bar(provider);
    expect(label(element)).to.equal("3 von 8");
    provider.messages = { countDone: "{done}/{count}" };
    await provider.updateComplete;
    await element.updateComplete;
    expect(label(element)).to.equal("3/8");
  });

  it("chooses plural forms by its language", async () => {
    const provider = await fixture<CourseProviderElement>(html`
      <course-provider
        api-url="https://one.test"
        locale="pl"
        .messages=${{ countDone: { few: "{done} z {count} (few)", many: "{done} z {count} (many)", other: "" } }}
      >
        <progress-bar value="1" max="3" format="count"></progress-bar>
      </course-provider>
    `);
    const element = await bar(provider);
    expect(label(element)).to.equal("1 z 3 (few)");
    element.max = 5;
    await element.updateComplete;
    expect(label(element)).to.equal("1 z 5 (many)");
  });

  it("goes on with the page's language when its own is none", async () => {
    const provider = await fixture<CourseProviderElement>(html`
      <course-provider api-url="https://one.test" locale="not a language" lang="en">
        <progress-bar value="3" max="8"></progress-bar>
      </course-provider>
    `);
    expect(label(await bar(provider))).to.equal("38%");
  });

  it("decides the colours inside", async () => {
    const provider = await fixture<CourseProviderElement>(html`
      <course-provider api-url="https://one.test" theme="dark"><progress-bar value="1"></progress-bar></course-provider>
    `);
    const element = await bar(provider);
    expect(getComputedStyle(element).colorScheme).to.equal("dark");
    provider.theme = "light";
    await provider.updateComplete;
    expect(getComputedStyle(element).colorScheme).to.equal("light");
  });

  it("says where courses are", async () => {
    const { api, store } = scriptedStore({ token: "anna" });
    const course = api.addCourse();
    const provider = await mount<CourseProviderElement>(
      store,
      html`<course-provider course-url="/learn/{id}"
        ><course-card course-id=${course.id}></course-card
      ></course-provider>`,
    );
    const card = provider.querySelector<CourseCardElement>("course-card");
    if (!card) throw new Error("The test's provider has a card inside.");
    await shown(card);
    expect(inside<HTMLAnchorElement>(card, "a.title").href).to.equal(`${location.origin}/learn/${course.id}`);
  });

  it("leaves to the provider around it what it does not say", async () => {
    const { api, store } = scriptedStore({ token: "anna" });
    const course = api.addCourse();
    const outer = await mount<CourseProviderElement>(
      store,
      html`
        <course-provider locale="de" course-url="/learn/{id}">
          <course-provider theme="dark" .messages=${{ free: "Gratis" }}>
            <course-card course-id=${course.id}></course-card>
          </course-provider>
        </course-provider>
      `,
    );
    const card = outer.querySelector<CourseCardElement>("course-card");
    if (!card) throw new Error("The test's provider has a card inside.");
    await shown(card);
    expect(inside<HTMLAnchorElement>(card, "a.title").pathname).to.equal(`/learn/${course.id}`);
    expect(visibleText(inside(card, "[part=price]"))).to.equal("49,00 $");
  });

  it("speaks to the API that it names, one store for each, and welcomes guests where it says so", async () => {
    const page = await fixture<CourseProviderElement>(html`
      <course-provider api-url="https://two.test/" guests
        ><wishlist-button course-id=${exampleId(1)}></wishlist-button
      ></course-provider>
    `);
    expect(page.guests).to.equal(true);
    expect(storeFor({ apiUrl: "https://two.test" }).canAct).to.equal(true);
    expect(storeFor({ apiUrl: "https://one.test" }).canAct).to.equal(false);
  });

  it("signs in when it is given a getToken, whenever that is", async () => {
    const provider = await fixture<CourseProviderElement>(
      html`<course-provider api-url="https://three.test"></course-provider>`,
    );
    const store = storeFor({ apiUrl: "https://three.test" });
    expect(store.canAct).to.equal(false);
    provider.getToken = async () => "a token";
    await provider.updateComplete;
    expect(store.canAct).to.equal(true);
    provider.getToken = null;
    await provider.updateComplete;
    expect(store.canAct).to.equal(false);
  });
});
