import { expect } from "@open-wc/testing";

import { MAX_IDS, RequestBatcher } from "./request-batcher.js";

/** A batcher that finds every id, and what it was asked for. */
function batcherOf(find = (id: string): string | undefined => `found ${id}`) {
  const requests: string[][] = [];
  const batcher = new RequestBatcher<string>(async (ids) => {
    requests.push(ids);
    return new Map(ids.flatMap((id) => (find(id) ? [[id, find(id) ?? ""]] : [])));
  });
  return { batcher, requests };
}

describe("RequestBatcher", () => {
  it("asks once for all ids of a task, each once, sorted", async () => {
    const { batcher, requests } = batcherOf();
    const answers = await Promise.all(["c", "a", "b", "a"].map((id) => batcher.load(id)));
    expect(requests).to.deep.equal([["a", "b", "c"]]);
    expect(answers).to.deep.equal(["found c", "found a", "found b", "found a"]);
  });

  it("collects over the tasks that follow each other at once", async () => {
    const { batcher, requests } = batcherOf();
    const first = batcher.load("a");
    await Promise.resolve();
    const second = batcher.load("b");
    await Promise.all([first, second]);
    expect(requests).to.deep.equal([["a", "b"]]);
  });

  it("asks for no more ids at once than the server allows", async () => {
    const { batcher, requests } = batcherOf();
    await Promise.all(Array.from({ length: MAX_IDS * 2 + 1 }, (_, index) => batcher.load(String(index))));
    expect(requests.map(({ length }) => length)).to.deep.equal([MAX_IDS, MAX_IDS, 1]);
  });

  it("answers undefined for what was not found", async () => {
    const { batcher } = batcherOf((id) => (id === "b" ? undefined : id));
    expect(await Promise.all([batcher.load("a"), batcher.load("b")])).to.deep.equal(["a", undefined]);
  });

  it("fails all who asked when the request fails, and asks again after that", async () => {
    let fails = true;
    const batcher = new RequestBatcher<string>(async (ids) => {
      if (fails) throw new Error("no");
      return new Map(ids.map((id) => [id, id]));
    });
    const outcomes = await Promise.allSettled([batcher.load("a"), batcher.load("b")]);
    expect(outcomes.map(({ status }) => status)).to.deep.equal(["rejected", "rejected"]);
    fails = false;
    expect(await batcher.load("a")).to.equal("a");
  });
});
