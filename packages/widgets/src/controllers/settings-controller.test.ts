import { aTimeout, expect, fixture, nextFrame, waitUntil } from "@open-wc/testing";
import { html, type LitElement } from "lit";

import "../elements/course-card/define.js";
import "../elements/course-provider/define.js";
import type { CourseCardElement } from "../elements/course-card/course-card.js";
import type { ProgressBarElement } from "../elements/progress-bar/progress-bar.js";
import { configurePage } from "../shared/page-settings.js";
import { exampleCourse } from "../testing/example-course.js";
import { inside, mount, visibleText } from "../testing/mount.js";
import { scriptedStore } from "../testing/scripted-client.js";

const bar = html`<progress-bar value="3" max="8" format="count"></progress-bar>`;
const said = (element: Element) => visibleText(inside(element, "[part=label]"));

/** What an element says once that is `text`, or in the end. */
async function heard(element: Element, text: string): Promise<string> {
  await waitUntil(() => said(element) === text).catch(() => {});
  return said(element);
}

/** The element inside of what was put into the page. */
function barIn(root: ParentNode): ProgressBarElement {
  const element = root.querySelector<ProgressBarElement>("progress-bar");
  if (!element) throw new Error("The test's fixture has a bar inside.");
  return element;
}

async function countUpdates(element: LitElement, act: () => void): Promise<number> {
  let updates = 0;
  element.addController({ hostUpdated: () => updates++ });
  act();
  await nextFrame();
  await aTimeout(0);
  return updates;
}

describe("The language of an element", () => {
  afterEach(() => {
    configurePage({ messages: {}, languages: {} });
    document.documentElement.lang = "en";
  });

  // The first test, before any other has loaded its words.
  it("draws what was loaded together with the words for it, and never in English first", async () => {
    const { api, store } = scriptedStore({ token: "anna" });
    const course = api.addCourse(exampleCourse(1));
    document.documentElement.lang = "pt";
    const card = await mount<CourseCardElement>(store, html`<course-card course-id=${course.id}></course-card>`);
    const texts = new Set<string>();
    const hear = () => texts.add(visibleText(inside(card, "[part=meta]")));
    hear();
    if (card.shadowRoot) new MutationObserver(hear).observe(card.shadowRoot, { subtree: true, childList: true });
    await waitUntil(() => inside(card, ".base").ariaBusy === "false");
    await waitUntil(() => [...texts].join().includes("capítulos"));
    expect([...texts].join()).not.to.include("chapters");
  });

  const languages: [tag: string, text: string][] = [
    ["de", "3 von 8"],
    ["de-AT", "3 von 8"],
    ["es-MX", "3 de 8"],
    ["fr", "3 sur 8"],
    ["pt-BR", "3 de 8"],
    ["ja", "8中3"],
    ["ar-AE", "3 من 8"],
    ["ar-EG", "٣ من ٨"],
    ["DE", "3 von 8"],
    ["zh-Hant", "3 of 8"],
    ["not a tag", "3 of 8"],
  ];
  for (const [tag, text] of languages) {
    it(`is spoken with the words for "${tag}": ${text}`, async () => {
      expect(await heard(barIn(await fixture(html`<div lang=${tag}>${bar}</div>`)), text)).to.equal(text);
    });
  }

  it("follows the lang of the element, of what is around it, and of the page", async () => {
    const parent = await fixture(html`<div>${bar}</div>`);
    const element = barIn(parent);
    expect(said(element)).to.equal("3 of 8");
    document.documentElement.lang = "de";
    expect(await heard(element, "3 von 8")).to.equal("3 von 8");
    parent.setAttribute("lang", "fr");
    expect(await heard(element, "3 sur 8")).to.equal("3 sur 8");
    element.lang = "en";
    expect(await heard(element, "3 of 8")).to.equal("3 of 8");
    element.removeAttribute("lang");
    expect(await heard(element, "3 sur 8")).to.equal("3 sur 8");
  });

  it("is followed through shadow roots, from where it was moved to", async () => {
    const outer = await fixture<HTMLElement>(html`<div></div>`);
    const middle = document.createElement("section");
    outer.attachShadow({ mode: "open" }).append(middle);
    const root = middle.attachShadow({ mode: "open" });
    const parent = await fixture(html`<div>${bar}</div>`);
    const element = barIn(parent);
    root.append(element);
    outer.lang = "de";
    expect(await heard(element, "3 von 8")).to.equal("3 von 8");
    middle.lang = "fr";
    expect(await heard(element, "3 sur 8")).to.equal("3 sur 8");
    outer.lang = "";
    middle.removeAttribute("lang");
    expect(await heard(element, "3 of 8")).to.equal("3 of 8");
  });

  it("is no concern of an element that has left the page", async () => {
    const element = barIn(await fixture(html`<div>${bar}</div>`));
    const change = () => document.documentElement.setAttribute("lang", "en-GB");
    expect(await countUpdates(element, change)).to.equal(1);
    element.remove();
    expect(await countUpdates(element, change)).to.equal(0);
  });

  it("keeps what is said until the words of another language are there", async () => {
    const element = barIn(await fixture(html`<div>${bar}</div>`));
    const texts = new Set<string>();
    const root = inside(element, ".base");
    new MutationObserver(() => texts.add(said(element))).observe(root, { subtree: true, characterData: true });
    document.documentElement.lang = "ja";
    expect(await heard(element, "8中3")).to.equal("8中3");
    expect([...texts]).to.deep.equal(["8中3"]);
  });

  it("has its words replaced by the page, and the page's by a provider", async () => {
    configurePage({ messages: { countDone: "{done} out of {count}" } });
    const element = barIn(await fixture(html`<div lang="de">${bar}</div>`));
    expect(await heard(element, "3 out of 8")).to.equal("3 out of 8");
    const provider = await fixture(html`
      <course-provider api-url="https://one.test" .messages=${{ countDone: "{done}/{count}" }}>${bar}</course-provider>
    `);
    expect(await heard(barIn(provider), "3/8")).to.equal("3/8");
  });

  it("may be one of the page's own, or spoken in its own words", async () => {
    configurePage({
      languages: {
        pl: { countDone: { few: "{done} z {count}", other: "" } },
        "de-CH": { countDone: "{done} vo {count}" },
      },
    });
    expect(
      await heard(
        barIn(
          await fixture(
            html`<div lang="pl">${html`<progress-bar value="1" max="3" format="count"></progress-bar>`}</div>`,
          ),
        ),
        "1 z 3",
      ),
    ).to.equal("1 z 3");
    expect(await heard(barIn(await fixture(html`<div lang="de-CH">${bar}</div>`)), "3 vo 8")).to.equal("3 vo 8");
    expect(await heard(barIn(await fixture(html`<div lang="de">${bar}</div>`)), "3 von 8")).to.equal("3 von 8");
  });
});
