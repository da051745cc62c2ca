import type { Playback } from "@courselet/contract/learning";
import { expect } from "@open-wc/testing";

import { createMedia } from "./create-media.js";

const common = { expiresAt: "2999-01-01T00:00:00.000Z", positionSeconds: 0, tasteSeconds: null };
const mux: Playback = {
  kind: "mux",
  playbackId: "EXAMPLE",
  tokens: { playback: "a.b.c", thumbnail: "d.e.f", storyboard: "g.h.i" },
  ...common,
};

describe("the element that plays", () => {
  // Mux's player looks for its example in vain and says so at length, also after the test.
  before(() => {
    console.warn = console.error = console.log = () => {};
  });

  it("is the browser's own for a file, with its controls and a name", async () => {
    const { media } = await createMedia({ kind: "file", url: "https://videos.test/1.mp4", ...common }, "Chapter 1");
    expect(media).to.be.instanceOf(HTMLVideoElement);
    expect(media.getAttribute("src")).to.equal("https://videos.test/1.mp4");
    expect(media.hasAttribute("controls")).to.equal(true);
    expect(media.getAttribute("aria-label")).to.equal("Chapter 1");
    expect(customElements.get("mux-player")).to.equal(undefined);
  });

  it("gets no address that is not http", async () => {
    const { media } = await createMedia({ kind: "file", url: "java\tscript:alert(1)", ...common }, "Chapter 1");
    expect(media.getAttribute("src")).to.equal("");
  });

  it("is Mux's for a Mux asset, without its analytics and cookies", async () => {
    const { media, load } = await createMedia(mux, "Chapter 1");
    expect(media).to.be.instanceOf(customElements.get("mux-player"));
    expect(media.getAttribute("playback-id")).to.equal("EXAMPLE");
    expect(media.hasAttribute("disable-tracking")).to.equal(true);
    expect(media.hasAttribute("disable-cookies")).to.equal(true);
    load({ ...mux, playbackId: "RENEWED" });
    expect(media.getAttribute("playback-id")).to.equal("RENEWED");
  });
});
