import type { Playback } from "@courselet/contract/learning";
import { expect, waitUntil } from "@open-wc/testing";

import { createMedia } from "./create-media.js";

const common = { expiresAt: "2999-01-01T00:00:00.000Z", positionSeconds: 0, tasteSeconds: null };
const fileAt = (url: string): Playback => ({ kind: "file", url, ...common });
const second = new URL("../../../testing/one-second.webm", import.meta.url).href;
const options = { title: "Chapter 1", measured: () => false };

/** Whether the engine has been loaded in this page. */
const engineIsLoaded = () =>
  performance.getEntriesByType("resource").some(({ name }) => name.includes("playback-core"));

describe("the video", () => {
  it("is a plain one without the browser's controls, and has a name", async () => {
    const { media, view, close } = await createMedia(fileAt(second), options);
    expect(view.contains(media)).to.equal(true);
    expect(media.src).to.equal(second);
    expect(media.controls).to.equal(false);
    expect(media.playsInline).to.equal(true);
    expect(media.getAttribute("aria-label")).to.equal("Chapter 1");
    close();
  });

  it("gets no address that is not http", async () => {
    const { media } = await createMedia(fileAt("java\tscript:alert(1)"), options);
    expect(media.getAttribute("src")).to.equal("");
  });

  it("needs no engine for a file", async () => {
    const { close } = await createMedia(fileAt(second), options);
    expect(engineIsLoaded()).to.equal(false);
    close();
  });

  it("lets go of its address when it is closed", async () => {
    const { media, close } = await createMedia(fileAt(second), options);
    await waitUntil(() => media.readyState > 0);
    close();
    expect(media.hasAttribute("src")).to.equal(false);
    expect(media.readyState).to.equal(0);
  });

  describe("with a fresh address", () => {
    // The test server knows no ranges: a video can be searched once all of it is in the browser's cache.
    before(async () => {
      for (const fresh of ["fresh", "fresher"]) await (await fetch(`${second}?${fresh}`)).arrayBuffer();
    });

    it("goes on where it was: position, speed and pause, under its last picture", async () => {
      const { media, view, load, close } = await createMedia(fileAt(second), options);
      document.body.append(view);
      await waitUntil(() => media.readyState >= 2);
      media.currentTime = 0.5;
      media.playbackRate = 1.5;
      await waitUntil(() => !media.seeking);
      const loading = load(fileAt(`${second}?fresh`));
      expect(view.querySelector("canvas")).not.to.equal(null);
      await loading;
      expect(media.src).to.equal(`${second}?fresh`);
      expect(media.currentTime).to.be.closeTo(0.5, 0.05);
      expect(media.playbackRate).to.equal(1.5);
      expect(media.paused).to.equal(true);
      expect(view.querySelector("canvas")).to.equal(null);
      close();
      view.remove();
    });

    it("plays on if it played", async () => {
      const { media, view, load, close } = await createMedia(fileAt(second), options);
      document.body.append(view);
      media.muted = true;
      await media.play();
      await load(fileAt(`${second}?fresher`));
      expect(media.paused).to.equal(false);
      close();
      view.remove();
    });

    it("rejects when that does not play, and takes the picture away", async () => {
      const { media, view, load, close } = await createMedia(fileAt(second), options);
      document.body.append(view);
      await waitUntil(() => media.readyState >= 2);
      const error = await load(fileAt(new URL("/nowhere.webm", location.href).href)).catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(Error);
      expect(view.querySelector("canvas")).to.equal(null);
      close();
      view.remove();
    });
  });

  describe("of a stream", () => {
    const stream = new URL("../../../testing/stream/master.m3u8", import.meta.url).href;

    /** A stream that plays, on a page. */
    async function playing() {
      const created = await createMedia(fileAt(stream), options);
      document.body.append(created.view);
      created.media.muted = true;
      await created.media.play();
      await waitUntil(() => created.media.currentTime > 0, "the stream plays");
      const close = () => {
        created.close();
        created.view.remove();
      };
      return { ...created, created, close };
    }

    it("plays with all its languages, and nothing is asked of anybody else", async () => {
      const { created, media, close } = await playing();
      const languages = created.audioTracks.list().map(({ label, active }) => [label, active]);
      expect(languages).to.deep.equal([
        ["English", true],
        ["Deutsch", false],
      ]);
      created.audioTracks.choose(1);
      await waitUntil(() => created.audioTracks.list()[1]?.active);
      expect([...media.textTracks].some(({ kind, language }) => kind === "subtitles" && language === "en")).to.equal(
        true,
      );
      const hosts = performance.getEntriesByType("resource").map(({ name }) => new URL(name).host);
      expect([...new Set(hosts)].filter(Boolean)).to.deep.equal([location.host]);
      close();
    });

    it("takes fresh addresses into use while it plays: the source stays, nothing stops", async () => {
      const { media, view, load, close } = await playing();
      const { currentSrc } = media;
      const stops: string[] = [];
      for (const type of ["emptied", "waiting", "pause", "seeking", "error"]) {
        media.addEventListener(type, () => stops.push(type));
      }
      await load(fileAt(`${stream}?fresh`));
      expect(media.currentSrc).to.equal(currentSrc);
      expect(view.querySelector("canvas")).to.equal(null);
      expect(performance.getEntriesByName(`${stream}?fresh`)).to.have.length(1);
      const { currentTime } = media;
      await waitUntil(() => media.currentTime > currentTime + 0.3);
      expect(stops).to.deep.equal([]);
      close();
    });

    it("begins another stream where the last one was", async () => {
      const { media, load, close } = await playing();
      const { currentSrc } = media;
      await load(fileAt(new URL("english.m3u8", stream).href));
      expect(media.currentSrc).not.to.equal(currentSrc);
      expect(media.currentTime).to.be.greaterThan(0);
      expect(media.paused).to.equal(false);
      close();
    });

    it("lets go of its engine when it is closed", async () => {
      const { media, close } = await playing();
      close();
      expect(media.readyState).to.equal(0);
      expect(media.hasAttribute("src")).to.equal(false);
    });
  });
});
