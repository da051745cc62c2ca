import { expect } from "@open-wc/testing";

import { scriptedStore, settled } from "../testing/scripted-client.js";

/** A store that has loaded one course for a signed-in learner. */
async function withCourse() {
  const { api, store } = scriptedStore({ token: "anna" });
  const { id } = api.addCourse();
  store.subscribe(id, () => {});
  await settled();
  return { api, store, id, wishlisted: () => store.get(id).learner?.wishlisted };
}

describe("the wishlist", () => {
  it("shows a change at once and keeps it", async () => {
    const { api, store, id, wishlisted } = await withCourse();
    const release = api.hold(/PUT/);
    const done = store.setWishlisted(id, true);
    await settled();
    expect(wishlisted()).to.equal(true);
    expect(store.get(id).wishlistBusy).to.equal(true);
    release();
    await done;
    expect(wishlisted()).to.equal(true);
    expect(store.get(id).wishlistBusy).to.equal(false);
    expect(api.learner("anna", id).wishlisted).to.equal(true);
  });

  it("goes back and rejects when the server refuses", async () => {
    const { api, store, id, wishlisted } = await withCourse();
    api.fail(/PUT/, "offline");
    const error = await store.setWishlisted(id, true).catch((reason: unknown) => reason);
    expect(error).to.include({ name: "ApiError", code: "offline" });
    expect(wishlisted()).to.equal(false);
    expect(store.get(id).wishlistBusy).to.equal(false);
  });

  it("lets the last of many quick taps win, with one request at a time", async () => {
    const { api, store, id, wishlisted } = await withCourse();
    const release = api.hold(/PUT/);
    const taps = [true, false, true, false].map((wanted) => store.setWishlisted(id, wanted));
    await settled();
    expect(wishlisted()).to.equal(false);
    expect(api.callsTo(/wishlist/)).to.have.length(1);
    release();
    await Promise.all(taps);
    expect(wishlisted()).to.equal(false);
    expect(api.learner("anna", id).wishlisted).to.equal(false);
    expect(api.callsTo(/wishlist/).map(({ method }) => method)).to.deep.equal(["PUT", "DELETE"]);
  });

  it("sends nothing more when the last tap asks for what is on its way", async () => {
    const { api, store, id, wishlisted } = await withCourse();
    const release = api.hold(/PUT/);
    const taps = [true, false, true].map((wanted) => store.setWishlisted(id, wanted));
    await settled();
    release();
    await Promise.all(taps);
    expect(wishlisted()).to.equal(true);
    expect(api.callsTo(/wishlist/)).to.have.length(1);
  });

  it("goes back to what the server last agreed to", async () => {
    const { api, store, id, wishlisted } = await withCourse();
    api.fail(/DELETE/, 503, "unavailable");
    const release = api.hold(/PUT/);
    const taps = [store.setWishlisted(id, true), store.setWishlisted(id, false)];
    await settled();
    release();
    const outcomes = await Promise.allSettled(taps);
    expect(outcomes.map(({ status }) => status)).to.deep.equal(["rejected", "rejected"]);
    expect(wishlisted()).to.equal(true);
  });

  it("is not disturbed by an older answer about the learner", async () => {
    const { api, store, id, wishlisted } = await withCourse();
    const release = api.hold(/GET \/v1\/me/);
    store.reloadLearners();
    await settled();
    await store.setWishlisted(id, true);
    api.learner("anna", id, { wishlisted: false });
    release();
    await settled();
    expect(wishlisted()).to.equal(true);
  });

  it("refuses without asking where somebody has to sign in first", async () => {
    const { api, store } = scriptedStore();
    const { id } = api.addCourse();
    const error = await store.setWishlisted(id, true).catch((reason: unknown) => reason);
    expect(error).to.include({ code: "unauthenticated" });
    expect(api.calls).to.have.length(0);
  });
});
