import { ContextProvider } from "@lit/context";
import { html, render } from "lit";

import "../src/elements/chapter-list/define.ts";
import "../src/elements/chapter-player/define.ts";
import "../src/elements/course-card/define.ts";
import "../src/elements/course-list/define.ts";
import "../src/elements/course-provider/define.ts";

import { storeContext } from "../src/data/store-context.ts";
import { settled } from "../src/testing/scripted-client.ts";
import { scenes } from "./scenes.js";
import { paid } from "./stores.js";

/** `#cards?plain` is the scene alone; `dir`, `scheme` and `width` are what the choices above a scene say. */
const [name, query = ""] = location.hash.slice(1).split("?");
const choices = new URLSearchParams(query);
const scene = scenes[name] ?? scenes.cards;
const root = document.documentElement;
root.dir = choices.get("dir") || (scene.dir ?? "ltr");
root.lang = scene.lang ?? "en";
root.dataset.scheme = choices.get("scheme") ?? "";
addEventListener("hashchange", () => location.reload());

const main = document.querySelector("main");
const provider = new ContextProvider(main, { context: storeContext, initialValue: paid });
provider.hostConnected();
if (choices.has("width")) main.style.maxInlineSize = `${choices.get("width")}px`;
if (!choices.has("plain")) render(renderHeader(), document.querySelector("header"));
render(
  html`<h2>${scene.title}</h2>
    <course-provider course-url="/courses/{id}">${scene.body()}</course-provider>`,
  main,
);
await settled();
await Promise.all([...main.querySelectorAll("[data-state]")].map((figure) => figure.act?.(figure)));
await scene.act?.(main);
await settled();
await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
await document.fonts.ready;
await new Promise((resolve) => setTimeout(resolve, 250));
main.dataset.ready = "";

function renderHeader() {
  const choose = (key) => (event) => {
    choices.set(key, event.target.value);
    if (!event.target.value) choices.delete(key);
    location.hash = `${name || "cards"}?${choices}`;
  };
  const select = (key, label, options) =>
    html`<label
      >${label}
      <select @change=${choose(key)}>
        ${options.map(
          ([value, word]) =>
            html`<option value=${value} .selected=${value === (choices.get(key) ?? "")}>${word}</option>`,
        )}
      </select></label
    >`;
  const sizes = ["280", "440", "720", "1040"].map((width) => [width, `${width} px`]);
  return html`<h1>Every element in every state</h1>
    <nav aria-label="Scenes">
      ${Object.entries(scenes).map(
        ([key, { title }]) =>
          html`<a href="#${key}" aria-current=${scene === scenes[key] ? "page" : "false"}>${title ?? key}</a>`,
      )}
    </nav>
    <nav aria-label="Settings">
      ${select("scheme", "Colours", [
        ["", "of the system"],
        ["light", "light"],
        ["dark", "dark"],
      ])}
      ${select("dir", "Direction", [
        ["", "of the language"],
        ["ltr", "left to right"],
        ["rtl", "right to left"],
      ])}
      ${select("width", "Width", [["", "all"], ...sizes])}
    </nav>`;
}
