import { expect } from "@open-wc/testing";

import { exampleId } from "../testing/example-course.js";
import { exampleToken } from "../testing/example-token.js";
import { scriptedStore, settled } from "../testing/scripted-client.js";

const nobody = (): void => {};

/** A host that answers with a new token of its user each time, and counts how often it was asked. */
function hostOf(sub: string, expiresIn?: number) {
  const given: string[] = [];
  const getToken = async (): Promise<string> => {
    given.push(exampleToken(sub, expiresIn));
    return given.at(-1) ?? "";
  };
  return { getToken, given };
}

const stored = (): string | null => localStorage.getItem("courselet:https://scripted.test");

describe("a host's token", () => {
  it("is asked for once by all who need it at the same time", async () => {
    const { getToken, given } = hostOf("anna");
    const { api, store } = scriptedStore({ getToken });
    for (let n = 0; n < 50; n++) api.playbacks.set(exampleId(n, "chapter"), playback);
    await Promise.allSettled(Array.from({ length: 50 }, (_, n) => store.playback(exampleId(n, "chapter"))));
    expect(api.calls).to.have.length(50);
    expect(given).to.have.length(1);
  });

  it("is renewed once when fifty elements find it expired", async () => {
    const { getToken, given } = hostOf("anna");
    const { api, store } = scriptedStore({ getToken });
    const courses = Array.from({ length: 50 }, () => api.addCourse());
    await store.setWishlisted(courses[0]?.id ?? "", true);
    api.refusedTokens.add(given[0] ?? "");
    await Promise.all(courses.map(({ id }) => store.setWishlisted(id, true)));
    expect(given).to.have.length(2);
    expect(api.callsTo(/PUT/).filter(({ token }) => token === given[1])).to.have.length(50);
  });

  it("is renewed before it ends", async () => {
    const { getToken, given } = hostOf("anna", 30);
    const { api, store } = scriptedStore({ getToken });
    const { id } = api.addCourse();
    await store.setWishlisted(id, true);
    await store.setWishlisted(id, false);
    expect(given).to.have.length(2);
  });

  it("is not asked for again and again when every one is refused", async () => {
    const { getToken, given } = hostOf("anna");
    const { api, store } = scriptedStore({ getToken });
    const { id } = api.addCourse();
    api.fail(/me\/courses/, 401, "unauthenticated");
    store.subscribe(id, nobody);
    await settled();
    expect(store.get(id).learnerStatus).to.equal("signed-out");
    expect(given).to.have.length(2);
    expect(api.callsTo(/me\/courses/)).to.have.length(2);
  });

  it("that never comes shows the signed-out state, without asking again", async () => {
    let asked = 0;
    const getToken = (): Promise<string> => {
      asked++;
      return new Promise(nobody);
    };
    const { api, store } = scriptedStore({ getToken, patienceMs: 30 });
    const { id } = api.addCourse();
    store.subscribe(id, nobody);
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(store.get(id)).to.deep.include({ status: "ready", learnerStatus: "signed-out" });
    expect(store.canAct).to.equal(false);
    store.reloadLearners();
    await settled();
    expect(asked).to.equal(1);
    expect(api.callsTo(/me/)).to.have.length(0);
  });

  it("that comes late is used after all", async () => {
    let answer: (token: string) => void = nobody;
    const getToken = (): Promise<string> => new Promise((resolve) => (answer = resolve));
    const { api, store } = scriptedStore({ getToken, patienceMs: 20 });
    const { id } = api.addCourse();
    store.subscribe(id, nobody);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(store.get(id).learnerStatus).to.equal("signed-out");
    answer(exampleToken("anna"));
    await settled();
    expect(store.get(id).learnerStatus).to.equal("ready");
    expect(store.canAct).to.equal(true);
  });

  it("is never stored", async () => {
    const { getToken } = hostOf("anna");
    const { api, store } = scriptedStore({ getToken, guests: true, storage: localStorage });
    await store.setWishlisted(api.addCourse().id, true);
    expect(stored()).to.equal(null);
    expect(localStorage).to.have.length(0);
  });
});

describe("signing in and out", () => {
  it("shows the private half of whoever is there, and of nobody else", async () => {
    const anna = exampleToken("anna");
    const berta = exampleToken("berta");
    const { api, store } = scriptedStore();
    const { id } = api.addCourse();
    api.learner(anna, id, { wishlisted: true });
    store.subscribe(id, nobody);
    await settled();
    expect(store.get(id).learnerStatus).to.equal("signed-out");
    store.setGetToken(() => anna);
    await settled();
    expect(store.get(id).learner?.wishlisted).to.equal(true);
    store.setGetToken(() => berta);
    await settled();
    expect(store.get(id).learner?.wishlisted).to.equal(false);
    store.setGetToken(null);
    expect(store.get(id).learner).to.equal(null);
    await settled();
    expect(store.get(id).learnerStatus).to.equal("signed-out");
  });

  it("drops an answer about the user who has just left", async () => {
    const anna = exampleToken("anna");
    const { api, store } = scriptedStore({ getToken: () => anna });
    const { id } = api.addCourse();
    const release = api.hold(/me\/courses/);
    store.subscribe(id, nobody);
    await settled();
    store.setGetToken(null);
    release();
    await settled();
    expect(store.get(id)).to.deep.include({ learnerStatus: "signed-out", learner: null });
  });

  it("with another function of the same user changes nothing on the page", async () => {
    const { api, store } = scriptedStore({ getToken: () => exampleToken("anna") });
    const { id } = api.addCourse();
    store.subscribe(id, nobody);
    await settled();
    const { learner } = store.get(id);
    let changes = 0;
    store.subscribe(id, () => changes++);
    store.setGetToken(() => exampleToken("anna"));
    await settled();
    expect(changes).to.equal(0);
    expect(store.get(id).learner).to.equal(learner);
  });
});

describe("a guest", () => {
  beforeEach(() => localStorage.clear());
  after(() => localStorage.clear());

  it("is made by the first action, once, and stays", async () => {
    const { api, store } = scriptedStore({ guests: true, storage: localStorage });
    const courses = [api.addCourse(), api.addCourse(), api.addCourse()];
    for (const { id } of courses) store.subscribe(id, nobody);
    await settled();
    expect(stored()).to.equal(null);
    await Promise.all(courses.map(({ id }) => store.setWishlisted(id, true)));
    expect(api.callsTo(/POST \/v1\/guests/)).to.have.length(1);
    expect(JSON.parse(stored() ?? "")).to.have.property("token", "guest-1");

    const later = scriptedStore({ guests: true, storage: localStorage, api });
    later.store.subscribe(courses[0]?.id ?? "", nobody);
    await settled();
    expect(later.store.get(courses[0]?.id ?? "").learner?.wishlisted).to.equal(true);
    expect(api.callsTo(/POST \/v1\/guests/)).to.have.length(1);
  });

  it("whose token has expired is a new one", async () => {
    const { api, store } = scriptedStore({ guests: true, storage: localStorage });
    localStorage.setItem(store.storageKey, JSON.stringify({ token: "old", expiresAt: "2001-01-01T00:00:00.000Z" }));
    const { id } = api.addCourse();
    store.subscribe(id, nobody);
    await settled();
    expect(store.get(id).learnerStatus).to.equal("ready");
    await store.setWishlisted(id, true);
    expect(api.callsTo(/PUT/).map(({ token }) => token)).to.deep.equal(["guest-1"]);
  });

  it("whose token is refused is a new one, with the action kept", async () => {
    const { api, store } = scriptedStore({ guests: true, storage: localStorage });
    const { id } = api.addCourse();
    await store.setWishlisted(id, true);
    api.refusedTokens.add("guest-1");
    await store.setWishlisted(id, false);
    expect(api.callsTo(/DELETE/).map(({ token }) => token)).to.deep.equal(["guest-1", "guest-2"]);
  });

  it("is merged into the user who signs in, once, before anything is shown", async () => {
    const { api, store } = scriptedStore({ guests: true, storage: localStorage });
    const { id } = api.addCourse();
    store.subscribe(id, nobody);
    await settled();
    await store.setWishlisted(id, true);
    const { getToken, given } = hostOf("anna");
    store.setGetToken(getToken);
    await settled();
    expect(api.callsTo(/merge/)).to.deep.equal([
      { method: "POST", path: "/v1/me/merge", token: given[0] ?? "", body: { guestToken: "guest-1" } },
    ]);
    expect(stored()).to.equal(null);
    expect(api.calls.findLastIndex(({ path }) => path.includes("me/courses"))).to.equal(api.calls.length - 1);
    store.setGetToken(null);
    store.setGetToken(getToken);
    await settled();
    expect(api.callsTo(/merge/)).to.have.length(1);
  });

  it("is kept when merging fails for now, and forgotten when it is refused for good", async () => {
    const { api, store } = scriptedStore({ guests: true, storage: localStorage });
    const { id } = api.addCourse();
    store.subscribe(id, nobody);
    await store.setWishlisted(id, true);
    api.fail(/merge/, 503, "unavailable", 1);
    store.setGetToken(() => exampleToken("anna"));
    await settled();
    expect(JSON.parse(stored() ?? "")).to.have.property("token", "guest-1");
    api.fail(/merge/, 409, "already_merged", 1);
    store.setGetToken(null);
    store.setGetToken(() => exampleToken("anna"));
    await settled();
    expect(stored()).to.equal(null);
  });

  it("may act where the host says that nobody is signed in, and not where it does not say", async () => {
    const { api, store } = scriptedStore({ guests: true, getToken: () => null });
    const { id } = api.addCourse();
    await store.setWishlisted(id, true);
    expect(api.callsTo(/PUT/).map(({ token }) => token)).to.deep.equal(["guest-1"]);

    const silent = scriptedStore({ guests: true, getToken: () => Promise.reject(new Error("no network")), api });
    const error = await silent.store.setWishlisted(id, true).catch((reason: unknown) => reason);
    expect(error).to.include({ code: "unauthenticated" });
  });
});

const playback = {
  kind: "file" as const,
  url: "https://files.test/video.mp4",
  expiresAt: "2999-01-01T00:00:00.000Z",
  positionSeconds: 0,
  tasteSeconds: null,
};
