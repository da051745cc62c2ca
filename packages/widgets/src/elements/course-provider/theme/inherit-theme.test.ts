import { expect, fixture, waitUntil } from "@open-wc/testing";
import { html, type TemplateResult } from "lit";

import { contrast } from "./contrast.js";
import { readColor } from "./read-color.js";
import type { Rgb } from "./oklch.js";
import type { CourseProviderElement } from "../course-provider.js";
import "../define.js";

const provider = html`<course-provider api-url="https://one.test" theme="inherit"><p>Inside</p></course-provider>`;

/** Opens a part of a page; resolves with it once its provider has derived its tokens. */
async function page(template: TemplateResult): Promise<HTMLElement> {
  const box = await fixture<HTMLElement>(template);
  await waitUntil(() => token(box, "surface"));
  return box;
}

const inner = (box: HTMLElement): HTMLElement => {
  const paragraph = box.querySelector("p");
  if (!paragraph) throw new Error("The test's provider has a paragraph inside.");
  return paragraph;
};
const token = (box: HTMLElement, name: string) => getComputedStyle(inner(box)).getPropertyValue(`--course-${name}`);

function color(box: HTMLElement, name: string): Rgb {
  const probe = document.createElement("span");
  inner(box).append(probe);
  const read = readColor(probe, `var(--course-${name})`);
  probe.remove();
  if (!read) throw new Error(`--course-${name} is no colour.`);
  return read.rgb;
}

const scheme = (box: HTMLElement) => getComputedStyle(inner(box)).colorScheme;

describe("theme=inherit", () => {
  it("derives tokens from the page's background and text, through what is transparent", async () => {
    const box = await page(html`
      <div style="background: #12100e; color: #f5e9d8">
        <section style="background: rgb(255 255 255 / 0.05)">${provider}</section>
      </div>
    `);
    expect(scheme(box)).to.equal("dark");
    expect(token(box, "text")).to.equal("rgb(245 233 216)");
    expect(contrast(color(box, "text"), color(box, "surface"))).to.be.at.least(7);
  });

  it("takes the accent from accent-color, else from buttons and links", async () => {
    const box = await page(
      html`<div style="background: #fff; color: #111; accent-color: rgb(11, 110, 79)">${provider}</div>`,
    );
    expect(token(box, "accent")).to.equal("rgb(11 110 79)");
    box.remove();
    const linked = await page(html`
      <div style="background: #fff; color: #111">
        <a href="/" style="color: rgb(150, 20, 60)">One</a><a href="/" style="color: rgb(150, 20, 60)">Two</a>
        <button style="background: rgb(230, 230, 230)">Grey</button>${provider}
      </div>
    `);
    expect(token(linked, "accent")).to.equal("rgb(150 20 60)");
  });

  it("follows the page's classes, attributes and style sheets", async () => {
    const box = await page(html`<div style="background: #fff; color: #111">${provider}</div>`);
    expect(scheme(box)).to.equal("light");
    box.style.cssText = "background: #101014; color: #eee";
    await waitUntil(() => scheme(box) === "dark");
    const sheet = document.createElement("style");
    sheet.textContent = ".paper { background: #fdf6e3 !important; color: #222 !important; }";
    document.head.append(sheet);
    box.className = "paper";
    await waitUntil(() => scheme(box) === "light");
    sheet.remove();
    await waitUntil(() => scheme(box) === "dark");
  });

  it("goes with a colour that arrives slowly", async () => {
    const box = await page(
      html`<div style="background: #fff; color: #111; transition: all 80ms linear">${provider}</div>`,
    );
    box.style.background = "#101014";
    box.style.color = "#eee";
    await waitUntil(() => scheme(box) === "dark" && token(box, "text") === "rgb(238 238 238)");
  });

  it("leaves to the page the tokens that it sets, around the provider or on it", async () => {
    const box = await page(html`
      <div style="background: #fff; color: #111; --course-accent: rgb(255, 0, 102)">
        <style>
          .mine {
            --course-muted: rgb(1, 2, 3);
          }
        </style>
        <course-provider class="mine" api-url="https://one.test" theme="inherit"><p>Inside</p></course-provider>
      </div>
    `);
    expect(token(box, "accent")).to.equal("rgb(255, 0, 102)");
    expect(token(box, "muted")).to.equal("rgb(1, 2, 3)");
    box.style.setProperty("--course-text", "rgb(9, 9, 9)");
    await waitUntil(() => token(box, "text") === "rgb(9, 9, 9)");
    box.style.removeProperty("--course-text");
    await waitUntil(() => token(box, "text") === "rgb(17 17 17)");
  });

  it("goes by the text on a gradient, and through shadow roots and slots", async () => {
    const box = await page(html`
      <div style="background: linear-gradient(#102, #409); color: #fff">
        <div class="shadow"></div>
        ${provider}
      </div>
    `);
    expect(scheme(box)).to.equal("dark");
    const outer = document.createElement("div");
    box.append(outer);
    const root = outer.attachShadow({ mode: "open" });
    root.innerHTML = `<div style="background: #fafafa; color: #222"><slot></slot></div>`;
    const moved = box.querySelector("course-provider");
    if (moved) outer.append(moved);
    await waitUntil(() => scheme(box) === "light");
  });

  it("derives its own inside of another one", async () => {
    const box = await page(html`
      <div style="background: #101014; color: #eee">
        <course-provider api-url="https://one.test" theme="inherit">
          <div style="background: #fff; color: #111">${provider}</div>
        </course-provider>
      </div>
    `);
    await waitUntil(() => scheme(box) === "light");
    expect(token(box, "text")).to.equal("rgb(17 17 17)");
  });

  it("takes everything back when it is told something else, and in the end", async () => {
    const box = await page(html`<div style="background: #101014; color: #eee">${provider}</div>`);
    const element = box.querySelector<CourseProviderElement>("course-provider");
    if (!element) throw new Error("The test's page has a provider.");
    element.theme = "light";
    await element.updateComplete;
    expect(token(box, "surface")).to.equal("");
    expect(scheme(box)).to.equal("light");
    element.theme = "inherit";
    await waitUntil(() => scheme(box) === "dark");
    const sheets = element.shadowRoot?.adoptedStyleSheets.length;
    element.remove();
    box.append(element);
    await waitUntil(() => scheme(box) === "dark");
    expect(element.shadowRoot?.adoptedStyleSheets.length).to.equal(sheets);
  });
});
