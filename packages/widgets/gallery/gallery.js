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

const style = document.createElement("style");
style.textContent = `
  :root { color-scheme: light dark; background: light-dark(#fafafa, #131218); color: light-dark(#1a1a22, #f3f3f6); font: 16px/1.5 Inter, system-ui, sans-serif; }
  body { margin: 0; padding: 24px; }
  @media (width < 400px) { body { padding: 12px; } }
  main { display: grid; gap: 24px; }
  .row { display: grid; gap: 24px; grid-template-columns: repeat(auto-fill, minmax(min(272px, 100%), 1fr)); }
  .line { display: flex; flex-wrap: wrap; gap: 14px; align-items: center; }
  .two { display: grid; gap: 24px; grid-template-columns: 2fr 1fr; }
  @media (width < 700px) { .two { grid-template-columns: 1fr; } }
`;
document.head.append(style);

const main = document.querySelector("main");
const provider = new ContextProvider(main, { context: storeContext, initialValue: paid });
provider.hostConnected();

const scene = scenes[location.hash.slice(1)] ?? scenes.cards;
document.documentElement.dir = scene.dir ?? "ltr";
document.documentElement.lang = scene.lang ?? "en";
render(
  html`<course-provider course-url="/courses/{id}" .messages=${scene.messages}>${scene.body()}</course-provider>`,
  main,
);
await settled();
await scene.act?.(main);
await settled();
await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
await document.fonts.ready;
await new Promise((resolve) => setTimeout(resolve, 250));
main.dataset.ready = "";
