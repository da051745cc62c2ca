import { expect } from "@open-wc/testing";

import { exampleCourse } from "../testing/example-course.js";
import { scriptedStore, settled } from "../testing/scripted-client.js";

const failureOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => null,
    (reason: unknown) => reason,
  );

/** A store that has loaded one course for a signed-in learner. */
async function withCourse(changes = {}) {
  const { api, store } = scriptedStore({ token: "anna" });
  const course = api.addCourse(exampleCourse(1, changes));
  store.subscribe(course.id, () => {});
  await settled();
  return { api, store, course, id: course.id };
}

describe("progress", () => {
  it("shows at once and again with the server's answer", async () => {
    const { api, store, course, id } = await withCourse();
    const [first = "", second = ""] = course.chapters.map((chapter) => chapter.id);
    store.loadOutline(id);
    await settled();
    const release = api.hold(/progress/);
    const done = store.reportProgress(id, first, { positionSeconds: 60, isCompleted: true });
    await settled();
    const expected = {
      completedChapters: 1,
      totalChapters: 3,
      percent: 33,
      nextChapterId: second,
      positionSeconds: 0,
      completedChapterIds: [first],
      completedAt: null,
    };
    expect(store.get(id).learner?.progress).to.deep.equal(expected);
    release();
    await done;
    expect(store.get(id).learner?.progress).to.deep.equal(expected);
    const [report] = api.callsTo(/progress/).map(({ body }) => body as { id: string });
    expect(report).to.deep.equal({ id: report?.id, positionSeconds: 60, isCompleted: true });
    expect(report?.id).to.match(/^[\da-f-]{36}$/);
  });

  it("remembers where to resume in the chapter to go on with", async () => {
    const { store, course, id } = await withCourse();
    await store.reportProgress(id, course.chapters[0]?.id ?? "", { positionSeconds: 12.5 });
    expect(store.get(id).learner?.progress).to.deep.include({ completedChapters: 0, positionSeconds: 12.5 });
  });

  it("goes back when it is refused", async () => {
    const { api, store, course, id } = await withCourse();
    api.fail(/progress/, 403, "not_purchased");
    const error = await failureOf(store.reportProgress(id, course.chapters[1]?.id ?? "", { isCompleted: true }));
    expect(error).to.include({ code: "not_purchased", status: 403, requestId: "scripted" });
    expect(store.get(id).learner?.progress.completedChapters).to.equal(0);
  });

  it("never shows an older answer over a younger one", async () => {
    const { api, store, course, id } = await withCourse();
    const [first = ""] = course.chapters.map((chapter) => chapter.id);
    const release = api.hold(/GET .*me\/courses/);
    store.reloadLearners();
    await settled();
    await store.reportProgress(id, first, { isCompleted: true });
    api.learner("anna", id, { wishlisted: true });
    release();
    await settled();
    expect(store.get(id).learner).to.deep.include({ wishlisted: false });
    expect(store.get(id).learner?.progress.completedChapters).to.equal(1);
  });
});

describe("taking a free course", () => {
  it("gives access", async () => {
    const { store, id } = await withCourse({ price: { amount: 0, currency: "usd" } });
    const done = store.enrol(id);
    await settled();
    await done;
    expect(store.get(id).learner).to.deep.include({ access: "free", reason: null });
    expect(store.get(id).purchase).to.deep.equal({ phase: "idle" });
  });

  it("says why it failed", async () => {
    const { api, store, id } = await withCourse();
    api.fail(/enrolment/, 409, "not_free");
    expect(await failureOf(store.enrol(id))).to.include({ code: "not_free" });
    expect(store.get(id).purchase).to.deep.include({ phase: "failed", code: "not_free" });
  });
});

describe("buying", () => {
  it("quotes the price that the visitor sees, and leaves", async () => {
    const { api, store, id } = await withCourse();
    const phases: string[] = [];
    store.subscribe(id, () => phases.push(store.get(id).purchase.phase));
    const started = await store.startCheckout(id, { returnUrl: "https://host.test/rust" });
    await settled();
    expect(started).to.have.property("url");
    expect(phases).to.deep.equal(["starting", "leaving"]);
    expect(api.callsTo(/checkout/).map(({ body }) => body)).to.deep.equal([
      { returnUrl: "https://host.test/rust", mode: "redirect", quotedPrice: { amount: 4900, currency: "usd" } },
    ]);
    (await store.learnerSide()).returnToPage();
    expect(store.get(id).purchase.phase).to.equal("idle");
  });

  it("shows the new price when it has changed", async () => {
    const { api, store, course, id } = await withCourse();
    api.fail(/checkout/, 409, "price_changed");
    api.addCourse({ ...course, price: { amount: 5900, currency: "usd" } });
    expect(await failureOf(store.startCheckout(id, { returnUrl: "https://host.test/" }))).to.include({
      code: "price_changed",
    });
    await settled();
    expect(store.get(id).card?.price?.amount).to.equal(5900);
    expect(store.get(id).purchase).to.deep.include({ phase: "failed", code: "price_changed" });
  });

  it("shows what is owned already", async () => {
    const { api, store, id } = await withCourse();
    api.fail(/checkout/, 409, "already_owned");
    api.learner("anna", id, { access: "purchased", reason: null });
    expect(await failureOf(store.startCheckout(id, { returnUrl: "https://host.test/" }))).to.include({
      code: "already_owned",
    });
    await settled();
    expect(store.get(id).learner?.access).to.equal("purchased");
  });

  it("fails as offline without a network", async () => {
    const { api, store, id } = await withCourse();
    api.fail(/checkout/, "offline");
    expect(await failureOf(store.startCheckout(id, { returnUrl: "https://host.test/" }))).to.include({
      code: "offline",
      status: 0,
    });
  });
});

describe("coming back from a checkout", () => {
  it("shows processing until the payment is there, then access", async () => {
    const { api, store, id } = await withCourse();
    const checkoutId = crypto.randomUUID();
    api.checkouts.set(checkoutId, { status: "processing", courseId: id });
    const phases: string[] = [];
    store.subscribe(id, () => phases.push(store.get(id).purchase.phase));
    const settledCheckout = store.resumeCheckout(checkoutId);
    await settled();
    expect(store.get(id).purchase.phase).to.equal("processing");
    api.checkouts.set(checkoutId, { status: "paid", courseId: id });
    await settled();
    expect(store.get(id).purchase.phase, "paid, and access not there yet").to.equal("processing");
    api.learner("anna", id, { access: "purchased", reason: null });
    expect(await settledCheckout).to.equal(true);
    expect(store.get(id).purchase).to.deep.equal({ phase: "idle" });
    expect(store.get(id).learner?.access).to.equal("purchased");
    expect(new Set(phases)).to.deep.equal(new Set(["processing", "idle"]));
  });

  it("says that it takes long after half a minute, and gives up after five, asking less and less often", async () => {
    const pauses: number[] = [];
    const { api, store } = scriptedStore({ token: "anna", pause: async (ms) => void pauses.push(ms) });
    const { id } = api.addCourse();
    const checkoutId = crypto.randomUUID();
    api.checkouts.set(checkoutId, { status: "open", courseId: id });
    let waitedWhenLate = 0;
    store.subscribe(id, () => {
      const { purchase } = store.get(id);
      if (purchase.phase === "processing" && purchase.late) waitedWhenLate ||= pauses.reduce((sum, ms) => sum + ms, 0);
    });
    expect(await store.resumeCheckout(checkoutId)).to.equal(false);
    expect(pauses.slice(0, 7)).to.deep.equal([500, 1000, 2000, 4000, 8000, 10_000, 10_000]);
    expect(pauses.reduce((sum, ms) => sum + ms, 0)).to.be.within(300_000, 310_000);
    expect(waitedWhenLate, "heard of in the pause after").to.be.within(30_000, 50_000);
    expect(store.get(id).purchase).to.deep.equal({ phase: "processing", late: true });
  });

  it("goes on through a failing network", async () => {
    const { api, store, id } = await withCourse();
    const checkoutId = crypto.randomUUID();
    api.checkouts.set(checkoutId, { status: "paid", courseId: id });
    api.learner("anna", id, { access: "purchased", reason: null });
    api.fail(/checkouts/, "offline", "internal", 3);
    expect(await store.resumeCheckout(checkoutId)).to.equal(true);
    expect(store.get(id).learner?.access).to.equal("purchased");
  });

  it("says when the checkout came to nothing", async () => {
    const { api, store, id } = await withCourse();
    const checkoutId = crypto.randomUUID();
    api.checkouts.set(checkoutId, { status: "expired", courseId: id });
    expect(await store.resumeCheckout(checkoutId)).to.equal(true);
    expect(store.get(id).purchase).to.deep.include({ phase: "failed", code: "expired" });
  });

  it("leaves alone a checkout that is not this learner's", async () => {
    const { api, store, id } = await withCourse();
    expect(await store.resumeCheckout(crypto.randomUUID())).to.equal(true);
    expect(api.callsTo(/checkouts/)).to.have.length(1);
    expect(store.get(id).purchase.phase).to.equal("idle");
  });
});
