import { expect } from "@open-wc/testing";

import { Storyboard } from "./storyboard.js";

const address = new URL("../../../testing/stream/storyboard.vtt", import.meta.url).href;
const sheet = new URL("../../../testing/cover.png", import.meta.url).href;

describe("the pictures of a storyboard", () => {
  it("are cut out of their sheet by the time", async () => {
    const storyboard = new Storyboard();
    await storyboard.prepare(address);
    expect(storyboard.at(3)).to.include({ url: sheet, x: 0, y: 0, width: 160, height: 90 });
    expect(storyboard.at(3599)).to.include({ x: 160, y: 90 });
    expect(storyboard.at(3601)).to.equal(undefined);
  });

  it("are none where there is no list of them", async () => {
    const storyboard = new Storyboard();
    await storyboard.prepare(undefined);
    await storyboard.prepare(new URL("nowhere.vtt", address).href);
    expect(storyboard.at(3)).to.equal(undefined);
  });
});
