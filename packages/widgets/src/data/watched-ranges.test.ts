import { expect } from "@open-wc/testing";

import { WatchedRanges } from "./watched-ranges.js";

const ranges = (...stretches: [number, number][]): WatchedRanges => {
  const watched = new WatchedRanges();
  for (const [from, to] of stretches) watched.add(from, to);
  return watched;
};

describe("watched ranges", () => {
  it("joins stretches that touch or overlap", () => {
    expect(ranges([0, 1], [1, 2], [1.5, 3]).list()).to.deep.equal([[0, 3]]);
  });

  it("keeps apart what was skipped, in order", () => {
    expect(ranges([8, 9], [0, 1], [4, 5]).list()).to.deep.equal([
      [0, 1],
      [4, 5],
      [8, 9],
    ]);
  });

  it("fills a gap between two stretches", () => {
    expect(ranges([0, 2], [4, 6], [1, 5]).list()).to.deep.equal([[0, 6]]);
  });

  it("counts what was watched twice once", () => {
    expect(ranges([0, 10], [5, 15], [20, 21]).seconds).to.equal(16);
  });

  it("ignores a stretch that goes nowhere", () => {
    expect(ranges([3, 3], [5, 4]).list()).to.deep.equal([]);
  });
});
