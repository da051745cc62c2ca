import { expect } from "@open-wc/testing";

import { readServerClock, serverNow } from "./server-clock.js";

const answer = (date: string, cacheControl = "no-store") =>
  readServerClock(new Headers({ date, "cache-control": cacheControl }));
const aheadSeconds = () => Math.round((serverNow() - Date.now()) / 1000);

describe("the server's clock", () => {
  afterEach(() => answer(new Date().toUTCString()));

  it("is this device's until an answer says something else", () => {
    expect(aheadSeconds()).to.be.closeTo(0, 1);
    answer(new Date(Date.now() + 7_200_000).toUTCString());
    expect(aheadSeconds()).to.be.closeTo(7200, 1);
  });

  it("is not read from answers that a cache may have kept, or that have none", () => {
    answer(new Date(Date.now() - 7_200_000).toUTCString(), "public, max-age=60");
    readServerClock(new Headers({ "cache-control": "no-store" }));
    answer("yesterday");
    // Answers tell the time in whole seconds.
    expect(aheadSeconds()).to.be.closeTo(0, 1);
  });
});
