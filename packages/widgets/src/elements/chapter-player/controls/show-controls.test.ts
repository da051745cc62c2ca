import { expect, waitUntil } from "@open-wc/testing";
import { sendKeys, sendMouse, setViewport } from "@web/test-runner-commands";

import { readPreferences, remember } from "../../../data/preferences.js";
import { fillMessage, type MessageTable } from "../../../shared/messages.js";
import { hostStyles } from "../../../shared/host-styles.js";
import { surfaceStyles } from "../../../shared/surface-styles.js";
import { scriptedStore } from "../../../testing/scripted-client.js";
import { ScriptedApi } from "../../../testing/scripted-api.js";
import { chapterPlayerStyles } from "../chapter-player.styles.js";
import { createMedia } from "../media/create-media.js";
import { showControls } from "./show-controls.js";

const url = new URL("../../../testing/twenty-four-seconds.webm", import.meta.url).href;
const playback = { kind: "file", url, expiresAt: "2999-01-01T00:00:00.000Z", positionSeconds: 0 } as const;

interface Shown {
  width?: number;
  captions?: string[];
  store?: ReturnType<typeof scriptedStore>["store"];
  previous?: () => void;
  next?: () => void;
  dir?: string;
}

const open: { close: () => void }[] = [];

/** A video of 24 seconds under its controls, in a stage like the player's. */
async function stage({ width = 800, captions = [], previous, next, dir = "ltr", ...given }: Shown = {}) {
  const store = given.store ?? scriptedStore({ api: new ScriptedApi(), token: "anna" }).store;
  const host = document.createElement("div");
  host.dir = dir;
  host.style.inlineSize = `${width}px`;
  const root = host.attachShadow({ mode: "open" });
  const sheets = [hostStyles, surfaceStyles, chapterPlayerStyles].map(({ styleSheet }) => styleSheet);
  root.adoptedStyleSheets = sheets.filter((sheet) => !!sheet);
  const screen = document.createElement("div");
  screen.className = "stage";
  screen.part.add("media");
  const inner = document.createElement("div");
  inner.className = "screen";
  screen.append(inner);
  root.append(screen);
  document.body.append(host);
  const created = await createMedia({ ...playback, tasteSeconds: null }, { title: "Chapter 1", measured: () => false });
  const { media, view } = created;
  media.muted = true;
  for (const language of captions) {
    const track = media.addTextTrack("captions", "", language);
    track.addCue(new VTTCue(0, 24, `Captions in ${language}`));
  }
  inner.append(view);
  const text = (key: string, values = {}, table: MessageTable = {}) => fillMessage(table[key] ?? "", "en", values);
  const controls = showControls({
    created,
    root,
    store,
    settings: { language: "en", text },
    about: () => ({ title: "Chapter 1", course: "Course 1", imageUrl: "https://covers.test/1.png" }),
    previous: () => previous,
    next: () => next,
  });
  await waitUntil(() => media.readyState >= 2);
  const close = () => {
    controls.close();
    created.close();
    host.remove();
  };
  open.push({ close });
  const find = (selector: string) => {
    const found = root.querySelector<HTMLElement>(selector);
    if (!found) throw new Error(`There is no ${selector}.`);
    return found;
  };
  const tool = (name: string) => find(`.tool[aria-label="${name}"]`);
  return { host, root, media, view, store, close, find, tool, created, controls };
}

const key = (press: string) => sendKeys({ press });
const isSeen = (element: Element) => element.getClientRects().length > 0;

describe("the controls", () => {
  before(async () => {
    // The test server knows no ranges: a video can be searched once all of it is in the browser's cache.
    await (await fetch(url)).arrayBuffer();
    // WebKit's driver cannot; its window is large enough as it is.
    await setViewport({ width: 1000, height: 700 }).catch(() => {});
  });
  afterEach(() => {
    for (const { close } of open.splice(0)) close();
  });

  it("are accessible, wide and narrow, with a menu open", async () => {
    for (const width of [800, 280]) {
      const { host, find, root } = await stage({ width, captions: ["en"] });
      await expect(host).to.be.accessible();
      const opener = [...root.querySelectorAll<HTMLElement>("[data-menu]")].find(isSeen);
      opener?.click();
      expect(isSeen(find(".menu"))).to.equal(true);
      await expect(host).to.be.accessible();
    }
  });

  it("keep inside of the picture, with targets for a finger, from 280 pixels on", async () => {
    for (const width of [280, 320, 420, 600, 800, 1000]) {
      const { root, find } = await stage({ width, captions: ["en"], previous: () => {}, next: () => {} });
      const tools = [...root.querySelectorAll(".tool")].filter(isSeen);
      const bounds = find(".stage").getBoundingClientRect();
      for (const tool of tools) {
        const { left, right, height, width: across } = tool.getBoundingClientRect();
        expect(left, `${width}`).to.be.at.least(bounds.left);
        expect(right, `${width}`).to.be.at.most(bounds.right);
        expect(Math.min(height, across)).to.be.at.least(44);
      }
      expect(tools.length, `${width}`).to.be.at.least(4);
    }
  });

  describe("play and pause", () => {
    it("by the button, whose name says which", async () => {
      const { media, tool } = await stage();
      tool("Play").click();
      await waitUntil(() => media.currentTime > 0);
      tool("Pause").click();
      expect(media.paused).to.equal(true);
    });

    it("by a press on the picture", async () => {
      const { media, find } = await stage();
      find(".press").click();
      await waitUntil(() => media.currentTime > 0);
      find(".press").click();
      expect(media.paused).to.equal(true);
    });

    it("a first tap of a finger only shows the controls", async () => {
      const { media, view, find } = await stage();
      const tap = () => {
        find(".press").dispatchEvent(new PointerEvent("pointerdown", { pointerType: "touch", bubbles: true }));
        find(".press").dispatchEvent(new PointerEvent("click", { pointerType: "touch", bubbles: true }));
      };
      await media.play();
      view.classList.add("idle");
      tap();
      expect(media.paused).to.equal(false);
      expect(view.classList.contains("idle")).to.equal(false);
    });

    it("does not hide the controls when a finger is lifted, but when a mouse goes", async () => {
      const { media, view } = await stage();
      await media.play();
      const leave = (pointerType: string) => view.dispatchEvent(new PointerEvent("pointerleave", { pointerType }));
      leave("touch");
      expect(view.classList.contains("idle")).to.equal(false);
      leave("mouse");
      expect(view.classList.contains("idle")).to.equal(true);
    });

    it("hides the controls when nobody uses them, and shows them again", async () => {
      const { media, view, find } = await stage();
      await media.play();
      await waitUntil(() => view.classList.contains("idle"), "hidden after three seconds", { timeout: 5000 });
      expect(getComputedStyle(find(".idle .row")).pointerEvents).to.equal("none");
      media.pause();
      await waitUntil(() => !view.classList.contains("idle"));
    });
  });

  describe("the seek bar", () => {
    it("is a slider that says the time in words", async () => {
      const { find, media } = await stage();
      media.currentTime = 12;
      await waitUntil(() => find(".seek").getAttribute("aria-valuenow") === "12");
      expect(find(".seek").getAttribute("aria-valuetext")).to.equal("0:12 of 0:24");
      expect(find(".seek").getAttribute("role")).to.equal("slider");
      expect(find(".clock").textContent).to.equal("0:12 / 0:24");
    });

    it("seeks where it is pressed, from the left also in a script from the right", async () => {
      for (const dir of ["ltr", "rtl"]) {
        const { find, media, close } = await stage({ dir });
        const { left, width, top, height } = find(".seek").getBoundingClientRect();
        await sendMouse({
          type: "click",
          position: [Math.round(left + width / 4), Math.round(top + height / 2)],
        });
        await waitUntil(() => !media.seeking && media.currentTime > 0);
        expect(media.currentTime, dir).to.be.closeTo(6, 0.5);
        close();
      }
    });

    it("shows the time under the pointer", async () => {
      const { find } = await stage();
      const { left, width, top, height } = find(".seek").getBoundingClientRect();
      await sendMouse({ type: "move", position: [Math.round(left + width / 2), Math.round(top + height / 2)] });
      expect(find(".bubble .glass").textContent).to.match(/^0:1[12]$/);
    });
  });

  describe("keys", () => {
    it("do what they do elsewhere, with the focus inside", async () => {
      const { media } = await stage({ captions: ["en"] });
      media.focus();
      await key("ArrowRight");
      expect(media.currentTime).to.equal(5);
      await key("l");
      expect(media.currentTime).to.equal(15);
      await key("j");
      await key("ArrowLeft");
      expect(media.currentTime).to.equal(0);
      await key("5");
      expect(media.currentTime).to.equal(12);
      await key("End");
      expect(media.currentTime).to.equal(media.duration);
      await key("Home");
      expect(media.currentTime).to.equal(0);
      await key("m");
      expect(media.muted).to.equal(false);
      await key("ArrowDown");
      expect(media.volume).to.be.closeTo(0.95, 0.001);
      await key(">");
      expect(media.playbackRate).to.equal(1.25);
      await key("c");
      expect(media.textTracks[0]?.mode).to.equal("showing");
      await key("k");
      expect(media.paused).to.equal(false);
      await key(" ");
      expect(media.paused).to.equal(true);
    });

    it("are the page's own with the focus outside", async () => {
      const { media } = await stage();
      const field = document.createElement("input");
      document.body.append(field);
      field.focus();
      await key("ArrowRight");
      await key("k");
      expect(media.currentTime).to.equal(0);
      expect(media.paused).to.equal(true);
      expect(field.value).to.equal("k");
      field.remove();
    });

    it("press the focused button, once", async () => {
      const { media, tool } = await stage();
      tool("Play").focus();
      await key(" ");
      await waitUntil(() => media.currentTime > 0);
      expect(media.paused).to.equal(false);
    });

    it("go to the chapters before and after", async () => {
      const gone: string[] = [];
      const { media } = await stage({ previous: () => gone.push("previous"), next: () => gone.push("next") });
      media.focus();
      await key("N");
      expect(gone, "with caps lock").to.deep.equal([]);
      // WebKit's driver holds no key down.
      for (const letter of ["N", "P"]) {
        media.dispatchEvent(
          new KeyboardEvent("keydown", { key: letter, shiftKey: true, bubbles: true, composed: true }),
        );
      }
      expect(gone).to.deep.equal(["next", "previous"]);
    });
  });

  describe("menus", () => {
    it("choose a speed by keys and give the focus back", async () => {
      const { media, find, root } = await stage();
      find("[data-menu=speed]").focus();
      await key("Enter");
      expect(root.activeElement?.textContent).to.contain("1×");
      await key("ArrowDown");
      await key("Enter");
      expect(media.playbackRate).to.equal(1.25);
      expect(root.activeElement).to.equal(find("[data-menu=speed]"));
      expect(find("[data-menu=speed]").textContent).to.contain("1.25×");
    });

    it("close by Escape, with nothing chosen", async () => {
      const { media, find, root } = await stage();
      find("[data-menu=speed]").click();
      await key("Escape");
      expect(root.querySelector(".menu")).to.equal(null);
      expect(root.activeElement).to.equal(find("[data-menu=speed]"));
      expect(media.playbackRate).to.equal(1);
    });

    it("show captions in a language, and none", async () => {
      const { media, tool, root } = await stage({ captions: ["en", "de"] });
      const choose = (index: number) => root.querySelectorAll<HTMLElement>(".captions .item")[index]?.click();
      tool("Captions").click();
      const names = [...root.querySelectorAll(".captions .item")].map((item) => item.textContent?.trim());
      expect(names).to.deep.equal(["Off", "English", "German"]);
      choose(2);
      expect([...media.textTracks].map(({ mode }) => mode)).to.deep.equal(["disabled", "showing"]);
      tool("Captions").click();
      choose(0);
      expect([...media.textTracks].map(({ mode }) => mode)).to.deep.equal(["disabled", "disabled"]);
    });

    it("hold what a narrow player has no room for", async () => {
      const gone: string[] = [];
      const { tool, root } = await stage({ width: 300, captions: ["en"], next: () => gone.push("next") });
      tool("Settings").click();
      const items = [...root.querySelectorAll<HTMLElement>(".item")].filter(isSeen);
      const names = items.map((item) => item.textContent?.trim());
      expect(names).to.include.members(["Off", "English", "1×", "Next chapter"]);
      items.find((item) => item.textContent?.includes("Next chapter"))?.click();
      expect(gone).to.deep.equal(["next"]);
    });
  });

  describe("what is remembered", () => {
    it("is speed, volume and captions, for the next video", async () => {
      const first = await stage({ captions: ["en", "de"] });
      first.media.focus();
      await key(">");
      await key("m");
      await key("ArrowDown");
      first.tool("Captions").click();
      first.root.querySelectorAll<HTMLElement>(".captions .item")[2]?.click();
      expect(readPreferences(first.store)).to.deep.include({
        rate: 1.25,
        captions: "de",
        volume: 0.95,
        muted: false,
      });
      first.close();
      const { media } = await stage({ store: first.store, captions: ["en", "de"] });
      expect(media.playbackRate).to.equal(1.25);
      expect(media.volume).to.be.closeTo(0.95, 0.001);
      expect(media.textTracks[1]?.mode).to.equal("showing");
    });

    it("keeps captions off for who turned them off", async () => {
      const { store } = scriptedStore({ api: new ScriptedApi(), token: "anna" });
      remember(store, { captions: "off" });
      const { media } = await stage({ store, captions: ["en"] });
      const track = media.textTracks[0];
      expect(track?.mode).to.equal("disabled");
    });
  });

  describe("the system", () => {
    it("hears what plays, and nothing any more when it is closed", async () => {
      const { media, close } = await stage();
      await media.play();
      await waitUntil(() => navigator.mediaSession.metadata !== null);
      const { title, artist, artwork } = navigator.mediaSession.metadata ?? {};
      expect([title, artist]).to.deep.equal(["Chapter 1", "Course 1"]);
      expect(artwork?.[0]?.src).to.equal("https://covers.test/1.png");
      close();
      expect(navigator.mediaSession.metadata).to.equal(null);
    });
  });

  describe("the full screen", () => {
    it("is the stage with the controls", async () => {
      const { root, tool } = await stage();
      const { left, top } = tool("Full screen").getBoundingClientRect();
      await sendMouse({ type: "click", position: [Math.round(left + 22), Math.round(top + 22)] });
      await waitUntil(() => root.fullscreenElement?.matches(".stage"), "the stage fills the screen");
      const named = (name: string) => root.querySelector<HTMLElement>(`.tool[aria-label="${name}"]`);
      await waitUntil(() => named("Leave full screen"));
      expect(root.fullscreenElement?.contains(named("Leave full screen"))).to.equal(true);
      tool("Leave full screen").click();
      await waitUntil(() => named("Full screen"));
      expect(document.fullscreenElement).to.equal(null);
    });
  });

  it("take their style sheet once, and add no style element", async () => {
    const { root } = await stage();
    expect(root.querySelector("style")).to.equal(null);
    expect(root.querySelector("[style]:not(.seek, .tile)")).to.equal(null);
  });

  it("say that it is loading", async () => {
    const { root, media, find } = await stage();
    media.src = "";
    await media.play().catch(() => {});
    expect(find(".hidden[role=status]")).not.to.equal(null);
    expect(root.querySelector(".controls")).not.to.equal(null);
  });
});
