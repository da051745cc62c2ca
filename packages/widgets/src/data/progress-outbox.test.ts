import type { ProgressReport } from "@courselet/contract/learning";
import { expect, waitUntil } from "@open-wc/testing";

import { configurePage } from "../shared/page-settings.js";
import { exampleToken } from "../testing/example-token.js";
import { ScriptedApi } from "../testing/scripted-api.js";
import { type ScriptedStoreOptions, scriptedStore, settled } from "../testing/scripted-client.js";
import type { Kept } from "./kept-values.js";

/** Each test has an API of its own: the pages of the tests before are still open. */
let apiUrl = "";
const key = (): string => `courselet:${apiUrl}`;
const kept = (): Kept => JSON.parse(localStorage.getItem(key()) ?? "{}") as Kept;
const waiting = () => kept().outbox ?? [];
const nobody = (): void => {};

/** As long as a test needs a store to rest after a failure: until its end. */
const forever = (): Promise<void> => new Promise(nobody);

/** A page with a store that keeps what it has to, and a course whose first chapters are its own. */
async function open(api: ScriptedApi, options: ScriptedStoreOptions = {}) {
  const { store } = scriptedStore({ api, apiUrl, guests: true, storage: localStorage, pause: forever, ...options });
  const course = api.courses.values().next().value ?? api.addCourse();
  store.subscribe(course.id, nobody);
  store.loadOutline(course.id);
  await settled();
  const [first = "", second = ""] = course.chapters.map(({ id }) => id);
  return { store, course, id: course.id, first, second };
}

const sent = (api: ScriptedApi) =>
  api.callsTo(/PUT .*progress/).map(({ body, token }) => ({ ...(body as ProgressReport), token }));

describe("the outbox", () => {
  let opened = 0;
  beforeEach(() => {
    localStorage.clear();
    apiUrl = `https://outbox-${++opened}.test`;
  });
  afterEach(() => {
    configurePage({ consent: "functional" });
    localStorage.clear();
  });

  it("holds a report until the server has taken it", async () => {
    const api = new ScriptedApi();
    const { store, id, first } = await open(api);
    const release = api.hold(/progress/);
    const done = store.reportProgress(id, first, { positionSeconds: 3, watched: [[0, 3]] });
    await settled();
    expect(waiting().map(({ report }) => report)).to.deep.equal([{ positionSeconds: 3, watched: [[0, 3]] }]);
    release();
    await done;
    expect(waiting()).to.deep.equal([]);
    expect(kept().token).to.equal("guest-1");
  });

  it("shows what was reported while there is no network, and sends it once when there is", async () => {
    const api = new ScriptedApi();
    const { store, id, first, second } = await open(api, { joinsPage: true });
    await store.setWishlisted(id, true);
    api.fail(/progress/, "offline");
    const done = store.reportProgress(id, first, { positionSeconds: 1, watched: [[0, 1]] }, true);
    await settled();
    expect(store.get(id).learner?.progress).to.deep.include({ completedChapters: 1, nextChapterId: second });
    api.heal();
    const before = sent(api).length;
    dispatchEvent(new Event("online"));
    await done;
    await settled();
    expect(sent(api).length - before).to.equal(1);
    expect(waiting()).to.deep.equal([]);
  });

  it("sends what waits as one report, with its age, on the next page", async () => {
    const api = new ScriptedApi();
    const page = await open(api);
    api.fail(/progress/, "offline");
    for (let second = 0; second < 5; second++) {
      const watched: [number, number][] = [[second * 10, second * 10 + 10]];
      void page.store.reportProgress(page.id, page.first, { positionSeconds: second * 10 + 10, watched });
    }
    await settled();
    expect(waiting()).to.have.length(1);
    const [queued] = waiting();
    if (!queued) throw new Error("A report waits.");
    localStorage.setItem(key(), JSON.stringify({ ...kept(), outbox: [{ ...queued, madeAt: queued.madeAt - 60_000 }] }));
    api.heal();
    api.calls.length = 0;
    await open(api);
    await waitUntil(() => waiting().length === 0);
    const [report, ...more] = sent(api);
    expect(more).to.deep.equal([]);
    expect(report).to.deep.include({ id: queued.id, positionSeconds: 50, watched: [[0, 50]], token: "guest-1" });
    expect(report?.ageSeconds).to.be.closeTo(60, 5);
  });

  it("says of a report that is older than the server takes, as by a clock that was wrong, that it is as old as that", async () => {
    const api = new ScriptedApi();
    const page = await open(api);
    api.fail(/progress/, "offline");
    void page.store.reportProgress(page.id, page.first, { positionSeconds: 10 });
    await settled();
    localStorage.setItem(key(), JSON.stringify({ ...kept(), outbox: waiting().map((queued) => ({ ...queued, madeAt: 0 })) }));
    api.heal();
    api.calls.length = 0;
    await open(api);
    await waitUntil(() => waiting().length === 0);
    expect(sent(api)[0]?.ageSeconds).to.equal(30 * 24 * 3600);
  });

  it("tries again by itself, less and less often", async () => {
    const api = new ScriptedApi();
    const rests: number[] = [];
    const pause = async (ms: number): Promise<void> => void rests.push(ms);
    const { store, id, first } = await open(api, { pause });
    api.fail(/progress/, 503, "unavailable", 7);
    await store.reportProgress(id, first, { positionSeconds: 1 });
    expect(rests).to.have.length(7);
    expect(rests[0]).to.be.within(1_500, 2_000);
    expect(rests[6]).to.be.within(45_000, 60_000);
    const ids = new Set(sent(api).map((report) => report.id));
    expect(ids.size, "the same report each time").to.equal(1);
  });

  it("gives up what is refused for good, and what is not refused for good it keeps", async () => {
    const api = new ScriptedApi();
    const { store, id, first, second } = await open(api);
    api.fail(/progress/, 403, "refunded", 1);
    const refused = await store.reportProgress(id, first, { isCompleted: true }).catch((error: unknown) => error);
    expect(refused).to.include({ code: "refunded" });
    expect(waiting()).to.deep.equal([]);
    expect(store.get(id).learner?.progress.completedChapters).to.equal(0);
    api.fail(/progress/, 429, "rate_limited");
    void store.reportProgress(id, second, { positionSeconds: 2 });
    await settled();
    expect(waiting()).to.have.length(1);
  });

  it("never sends what one learner watched in the name of another", async () => {
    const api = new ScriptedApi();
    const anna = exampleToken("anna");
    const { store, id, first } = await open(api, { getToken: () => anna });
    api.fail(/progress/, "offline");
    void store.reportProgress(id, first, { positionSeconds: 4 });
    await settled();
    api.heal();
    api.calls.length = 0;
    store.setGetToken(() => exampleToken("berta"));
    await settled();
    expect(sent(api)).to.deep.equal([]);
    expect(waiting()).to.have.length(1);
    store.setGetToken(() => anna);
    await waitUntil(() => waiting().length === 0);
    expect(sent(api).map(({ token }) => token)).to.deep.equal([anna]);
  });

  it("goes along when a guest becomes a user", async () => {
    const api = new ScriptedApi();
    const { store, id, first } = await open(api);
    await store.setWishlisted(id, true);
    api.fail(/progress/, "offline");
    void store.reportProgress(id, first, { positionSeconds: 4 });
    await settled();
    expect(waiting()).to.have.length(1);
    api.heal();
    api.calls.length = 0;
    const anna = exampleToken("anna");
    store.setGetToken(() => anna);
    await waitUntil(() => waiting().length === 0);
    const merged = api.calls.findIndex(({ path }) => path.includes("merge"));
    const reported = api.calls.findIndex(({ path }) => path.includes("progress"));
    expect(merged).to.be.within(0, reported - 1);
    expect(sent(api).map(({ token }) => token)).to.deep.equal([anna]);
    expect(localStorage.getItem(key())).to.equal(null);
  });

  it("of somebody who left before becoming a guest makes them one on the next page", async () => {
    const api = new ScriptedApi();
    const page = await open(api);
    api.fail(/guests/, "offline");
    void page.store.reportProgress(page.id, page.first, { positionSeconds: 4 });
    await settled();
    expect(waiting().map(({ learner }) => learner)).to.deep.equal([null]);
    api.heal();
    api.calls.length = 0;
    await open(api);
    await waitUntil(() => waiting().length === 0);
    expect(sent(api).map(({ token }) => token)).to.deep.equal(["guest-1"]);
  });

  it("is sent by one tab, of those that find it", async () => {
    const api = new ScriptedApi();
    const page = await open(api);
    api.fail(/progress/, "offline");
    void page.store.reportProgress(page.id, page.first, { positionSeconds: 4 });
    await settled();
    api.heal();
    api.calls.length = 0;
    await Promise.all([open(api), open(api), open(api)]);
    await waitUntil(() => waiting().length === 0);
    await settled();
    expect(sent(api)).to.have.length(1);
  });

  it("is told once of a completion, however many tabs report to the end", async () => {
    const api = new ScriptedApi();
    const pages = await Promise.all([open(api, { joinsPage: true }), open(api, { joinsPage: true })]);
    const [{ id, course }] = pages;
    for (const page of pages) await page.store.setWishlisted(id, true);
    const outcomes = [];
    for (const chapter of course.chapters) {
      const report: ProgressReport = { positionSeconds: 60, watched: [[0, 60]], completion: "ended" };
      outcomes.push(...(await Promise.all(pages.map((page) => page.store.reportProgress(id, chapter.id, report, true)))));
      await settled();
    }
    expect(outcomes.filter(({ completedChapter }) => completedChapter)).to.have.length(3);
    expect(outcomes.filter(({ completedCourse }) => completedCourse)).to.have.length(1);
  });

  it("stays small, and loses no stretch that was watched", async () => {
    const api = new ScriptedApi();
    const { store, id, first, second } = await open(api);
    api.fail(/progress/, "offline");
    for (const chapter of [first, second]) {
      const watched = Array.from({ length: 450 }, (_, n): [number, number] => [n * 10 + 0.125, n * 10 + 9.5]);
      void store.reportProgress(id, chapter, { positionSeconds: 4_500, watched });
      await settled();
    }
    expect(localStorage.getItem(key())?.length).to.be.below(16_500);
    expect(waiting()).to.have.length(2);
    for (const { report } of waiting()) {
      expect(report.watched?.at(0)?.[0]).to.equal(0.125);
      expect(report.watched?.at(-1)?.[1]).to.equal(4_499.5);
    }
  });

  it("stays in the page where the visitor refused to have anything kept, and moves with what they say", async () => {
    configurePage({ consent: "none" });
    const api = new ScriptedApi();
    const { store, id, first } = await open(api, { joinsPage: true });
    api.fail(/progress/, "offline");
    void store.reportProgress(id, first, { positionSeconds: 4 });
    await settled();
    expect(localStorage).to.have.length(0);
    configurePage({ consent: "functional" });
    expect(waiting()).to.have.length(1);
    expect(kept().token).to.equal("guest-1");
    configurePage({ consent: "none" });
    expect(localStorage).to.have.length(0);
    api.heal();
    dispatchEvent(new Event("online"));
    await store.reportProgress(id, first, { positionSeconds: 5 });
    expect(sent(api).at(-1)).to.deep.include({ positionSeconds: 5, token: "guest-1" });
  });
});
