import type { Playback } from "@courselet/contract/learning";
import { expect, waitUntil } from "@open-wc/testing";
import { html } from "lit";

import { exampleCourse } from "../../../testing/example-course.js";
import { mount, shown } from "../../../testing/mount.js";
import { ScriptedApi } from "../../../testing/scripted-api.js";
import { scriptedStore } from "../../../testing/scripted-client.js";
import type { ChapterPlayerElement } from "../chapter-player.js";
import "../define.js";

const url = new URL("../../../testing/twenty-four-seconds.webm", import.meta.url).href;
const stream = new URL("../../../testing/stream/master.m3u8", import.meta.url).href;
const at = (address: string): Playback => ({
  kind: "file",
  url: address,
  expiresAt: "2999-01-01T00:00:00.000Z",
  positionSeconds: 0,
  tasteSeconds: null,
});

/** A player with a video that plays. */
async function playing(address = url) {
  const api = new ScriptedApi();
  const { store } = scriptedStore({ api, token: "anna" });
  const course = api.addCourse(exampleCourse(1));
  for (const { id } of course.chapters) api.playbacks.set(id, at(address));
  const element = await mount<ChapterPlayerElement>(
    store,
    html`<chapter-player course-id=${course.id}></chapter-player>`,
  );
  const video = () => element.shadowRoot?.querySelector("video") ?? null;
  await element.play();
  await waitUntil(() => (video()?.currentTime ?? 0) > 0.2, "the video plays");
  const media = video();
  if (!media) throw new Error("A video that plays is there.");
  return { api, element, media, video, parent: element.parentElement ?? document.body };
}

describe("a player that plays", () => {
  before(async () => {
    await (await fetch(url)).arrayBuffer();
  });

  for (const [kind, address] of [
    ["file", url],
    ["stream", stream],
  ]) {
    it(`goes on with the same ${kind} where it is moved to`, async () => {
      const { api, element, media, video, parent } = await playing(address);
      const place = document.createElement("div");
      parent.append(place);
      const { currentTime, currentSrc } = media;
      place.append(element);
      parent.prepend(element);
      await shown(element);
      expect(video()).to.equal(media);
      expect(media.currentSrc).to.equal(currentSrc);
      await waitUntil(() => media.currentTime > currentTime + 0.2, "it plays on");
      expect(api.callsTo(/playback/)).to.have.length(1);
    });
  }

  it("stays paused when it is moved while it is", async () => {
    const { element, media, parent } = await playing();
    media.pause();
    parent.prepend(element);
    await shown(element);
    expect(media.paused).to.equal(true);
  });

  it("lets go of the video when it is removed, and shows its poster when it comes back", async () => {
    const { element, media, video, parent } = await playing();
    const events: string[] = [];
    media.addEventListener("emptied", () => events.push("emptied"));
    element.remove();
    await shown(element);
    expect(media.paused).to.equal(true);
    expect(media.hasAttribute("src")).to.equal(false);
    expect(navigator.mediaSession.metadata).to.equal(null);
    parent.append(element);
    await shown(element);
    expect(video()).to.equal(null);
    expect(element.shadowRoot?.querySelector("[part=play]")).not.to.equal(null);
  });

  it("is cloned without its video", async () => {
    const { element, media, parent } = await playing();
    const copy = element.cloneNode(true) as ChapterPlayerElement;
    parent.append(copy);
    await shown(copy);
    expect(copy.shadowRoot?.querySelector("video")).to.equal(null);
    expect(media.paused).to.equal(false);
    copy.remove();
  });
});
