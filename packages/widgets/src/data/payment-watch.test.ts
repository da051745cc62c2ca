import { expect } from "@open-wc/testing";

import { scriptedStore, settled } from "../testing/scripted-client.js";

/** A store whose learner has a payment on its way, and the pauses it made; no address names the checkout. */
async function waiting() {
  const pauses: number[] = [];
  const phases: string[] = [];
  const nextTask = () => new Promise<void>((resolve) => setTimeout(resolve, 5));
  const { api, store } = scriptedStore({ token: "anna", pause: (ms) => (pauses.push(ms), nextTask()) });
  const { id } = api.addCourse();
  api.learner("anna", id, { reason: "payment_processing" });
  store.subscribe(id, () => {
    const { purchase } = store.get(id);
    phases.push(purchase.phase === "processing" && purchase.late ? "late" : purchase.phase);
  });
  const until = async (phase: string): Promise<void> => {
    for (let turns = 0; turns < 100 && phases.at(-1) !== phase; turns++) await nextTask();
    expect(phases.at(-1)).to.equal(phase);
  };
  await settled();
  return { api, store, id, pauses, phases, until };
}

describe("a payment on its way that no address names", () => {
  it("is shown and asked after until the course is owned", async () => {
    const { api, store, id, phases, until } = await waiting();
    expect(phases).to.include("processing");
    api.learner("anna", id, { access: "purchased", reason: null });
    await until("idle");
    expect(store.get(id).learner?.access).to.equal("purchased");
    const calls = api.calls.length;
    await settled();
    expect(api.calls.length, "nothing is asked any more").to.equal(calls);
  });

  it("is said to take long after half a minute, and asked after less and less often", async () => {
    const { api, store, id, pauses, until } = await waiting();
    await until("late");
    expect(pauses.slice(0, 5)).to.deep.equal([1000, 2000, 4000, 8000, 16_000]);
    expect(Math.max(...pauses)).to.be.at.most(60_000);
    api.learner("anna", id, { access: "purchased", reason: null });
    await until("idle");
    expect(store.get(id).learner?.access).to.equal("purchased");
  });

  it("says so when it fails", async () => {
    const { api, store, id, until } = await waiting();
    api.learner("anna", id, { reason: "not_purchased" });
    await until("failed");
    expect(store.get(id).purchase).to.deep.include({ phase: "failed", code: "failed" });
  });

  it("is forgotten with its learner", async () => {
    const { api, store, id } = await waiting();
    store.setGetToken(() => "berta");
    await settled();
    expect(store.get(id).purchase.phase).to.equal("idle");
    const calls = api.calls.length;
    await settled();
    expect(api.calls.length).to.equal(calls);
  });
});
