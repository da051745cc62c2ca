import { expect, waitUntil } from "@open-wc/testing";

import { exampleCourse, exampleId } from "../testing/example-course.js";
import { scriptedStore, settled } from "../testing/scripted-client.js";

const nobody = (): void => {};

describe("CourseStore", () => {
  it("loads a hundred courses with two requests", async () => {
    const { api, store } = scriptedStore({ token: "anna" });
    const courses = Array.from({ length: 100 }, () => api.addCourse());
    for (const { id } of courses) store.subscribe(id, nobody);
    await settled();
    expect(api.calls.map(({ method, path }) => `${method} ${path.replace(/=.*/, "")}`)).to.have.members([
      "GET /v1/courses?ids",
      "GET /v1/me/courses?ids",
    ]);
    for (const { id, title } of courses) {
      expect(store.get(id)).to.deep.include({ status: "ready", learnerStatus: "ready" });
      expect(store.get(id).card?.title).to.equal(title);
    }
  });

  it("asks once for a course that many elements show", async () => {
    const { api, store } = scriptedStore();
    const { id } = api.addCourse();
    for (let element = 0; element < 5; element++) store.subscribe(id, nobody);
    await settled();
    store.subscribe(id, nobody);
    await settled();
    expect(api.calls).to.have.length(1);
  });

  it("sends no token with what is public", async () => {
    const { api, store } = scriptedStore({ token: "anna" });
    store.subscribe(api.addCourse().id, nobody);
    await settled();
    expect(api.callsTo(/ \/v1\/courses/).map(({ token }) => token)).to.deep.equal([null]);
    expect(api.callsTo(/ \/v1\/me/).map(({ token }) => token)).to.deep.equal(["anna"]);
  });

  it("tells a listener once of all that changes in a task, and no more after it has ended", async () => {
    const { api, store } = scriptedStore();
    const { id } = api.addCourse();
    let told = 0;
    const end = store.subscribe(id, () => told++);
    await settled();
    expect(told).to.equal(2); // signed out, then the card
    end();
    store.loadOutline(id);
    await settled();
    expect(told).to.equal(2);
    expect(store.get(id).chapters).to.have.length(3);
  });

  it("replaces a snapshot as a whole and leaves it alone when nothing changes", async () => {
    const { api, store } = scriptedStore();
    const { id } = api.addCourse();
    const before = store.get(id);
    store.subscribe(id, nobody);
    await settled();
    const after = store.get(id);
    expect(before).to.deep.include({ status: "loading", card: null });
    expect(after).not.to.equal(before);
    expect(Object.isFrozen(after)).to.equal(true);
    await settled();
    expect(store.get(id)).to.equal(after);
  });

  it("says that an unknown course is missing", async () => {
    const { store } = scriptedStore();
    store.subscribe(exampleId(404), nobody);
    await settled();
    expect(store.get(exampleId(404)).status).to.equal("missing");
  });

  it("never sends an id that would have the server refuse the whole batch", async () => {
    const { api, store } = scriptedStore({ token: "anna" });
    const { id } = api.addCourse();
    store.subscribe("{{course.id}}", nobody);
    store.subscribe(id, nobody);
    await settled();
    expect(store.get("{{course.id}}").status).to.equal("missing");
    expect(store.get(id).status).to.equal("ready");
    expect(api.calls.every(({ path }) => !path.includes("{"))).to.equal(true);
  });

  it("keeps what was there while the public half fails, and asks again", async () => {
    const { api, store } = scriptedStore();
    const course = api.addCourse();
    store.subscribe(course.id, nobody);
    await settled();
    api.fail(/GET/, "offline");
    store.loadOutline(course.id);
    await settled();
    expect(store.get(course.id)).to.deep.include({ status: "ready", outlineStatus: "failed" });
    expect(store.get(course.id).card?.title).to.equal(course.title);
    api.heal();
    store.retry(course.id);
    await settled();
    expect(store.get(course.id).outlineStatus).to.equal("ready");
  });

  it("fails each half for itself", async () => {
    const { api, store } = scriptedStore({ token: "anna" });
    const { id } = api.addCourse();
    api.fail(/me\/courses/, 503, "unavailable");
    store.subscribe(id, nobody);
    await settled();
    expect(store.get(id)).to.deep.include({ status: "ready", learnerStatus: "failed" });
    api.heal();
    api.fail(/v1\/courses/, "offline");
    store.retryAll();
    await settled();
    expect(store.get(id)).to.deep.include({ status: "ready", learnerStatus: "ready" });
  });

  it("asks again by itself for all that failed, less and less often, and shows nothing of it before there is an answer", async () => {
    const rests: number[] = [];
    let release = (): void => {};
    const pause = (ms: number): Promise<void> => new Promise((resolve) => {
      rests.push(ms);
      release = resolve;
    });
    const { api, store } = scriptedStore({ joinsPage: true, pause });
    const ids = [api.addCourse().id, api.addCourse().id];
    api.fail(/v1\/courses/, 503, "unavailable");
    const seen: string[] = [];
    for (const id of ids) store.subscribe(id, () => seen.push(store.get(id).status));
    await waitUntil(() => rests.length === 1);
    seen.length = 0;
    release();
    await waitUntil(() => rests.length === 2);
    expect(api.calls, "one request for both, twice").to.have.length(2);
    expect(seen.every((status) => status === "failed")).to.equal(true);
    expect(rests[0]).to.be.within(1_500, 2_000);
    expect(rests[1]).to.be.within(3_000, 4_000);
    api.heal();
    release();
    await waitUntil(() => ids.every((id) => store.get(id).status === "ready"));
    await settled();
    expect(rests).to.have.length(2);
  });

  it("says that it failed when no answer comes in time", async () => {
    const { api, store } = scriptedStore({ timeoutMs: 20 });
    const { id } = api.addCourse();
    api.hold(/GET/);
    store.subscribe(id, nobody);
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(store.get(id).status).to.equal("failed");
  });

  it("describes a guest who has done nothing without asking or making one", async () => {
    const { api, store } = scriptedStore({ guests: true });
    const course = api.addCourse(exampleCourse(1, { price: { amount: 0, currency: "usd" } }));
    store.subscribe(course.id, nobody);
    await settled();
    expect(api.calls).to.have.length(1);
    expect(store.canAct).to.equal(true);
    expect(store.get(course.id).learnerStatus).to.equal("ready");
    expect(store.get(course.id).learner).to.deep.include({ access: "none", reason: "not_enrolled", wishlisted: false });
    expect(store.get(course.id).learner?.progress.totalChapters).to.equal(3);
  });

  it("describes a guest again when the card comes after all", async () => {
    const { api, store } = scriptedStore({ guests: true });
    const { id } = api.addCourse();
    api.fail(/GET/, "offline", "internal", 1);
    store.subscribe(id, nobody);
    await settled();
    expect(store.get(id)).to.deep.include({ status: "failed", learnerStatus: "ready" });
    store.retry(id);
    await settled();
    expect(store.get(id).learner?.progress.totalChapters).to.equal(3);
  });

  it("says that a visitor without token is signed out where there are no guests", async () => {
    const { api, store } = scriptedStore();
    const { id } = api.addCourse();
    store.subscribe(id, nobody);
    await settled();
    expect(store.get(id)).to.deep.include({ learnerStatus: "signed-out", learner: null });
    expect(store.canAct).to.equal(false);
  });
});
