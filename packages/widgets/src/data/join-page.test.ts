import { expect } from "@open-wc/testing";

import { CHECKOUT_PARAMETER } from "./checkout-address.js";
import { joinPage } from "./join-page.js";
import { ScriptedApi } from "../testing/scripted-api.js";
import { exampleToken } from "../testing/example-token.js";
import { scriptedStore, settled } from "../testing/scripted-client.js";

const nobody = (): void => {};

describe("two tabs of a site", () => {
  it("show each other's changes to the same learner and to nobody else", async () => {
    const anna = exampleToken("anna");
    const api = new ScriptedApi();
    const { id } = api.addCourse();
    const tabs = [anna, anna, exampleToken("berta")].map(
      (token) => scriptedStore({ token, api, joinsPage: true }).store,
    );
    for (const tab of tabs) tab.subscribe(id, nobody);
    await settled();
    const calls = api.calls.length;
    await tabs[0]?.setWishlisted(id, true);
    await settled();
    expect(tabs.map((tab) => tab.get(id).learner?.wishlisted)).to.deep.equal([true, true, false]);
    expect(api.calls.length).to.equal(calls + 1);
  });

  it("never tell each other a token", async () => {
    const heard: unknown[] = [];
    const channel = new BroadcastChannel("courselet:https://scripted.test");
    channel.onmessage = ({ data }) => heard.push(data);
    const token = exampleToken("anna");
    const { api, store } = scriptedStore({ token, joinsPage: true });
    const { id } = api.addCourse();
    store.subscribe(id, nobody);
    await settled();
    await store.setWishlisted(id, true);
    await settled();
    channel.close();
    expect(heard).to.have.length(1);
    expect(JSON.stringify(heard)).not.to.include(token);
  });

  it("share the guest that one of them makes", async () => {
    localStorage.clear();
    const api = new ScriptedApi();
    const { id } = api.addCourse();
    const options = { guests: true, storage: localStorage, joinsPage: true, api };
    const [one, other] = [scriptedStore(options).store, scriptedStore(options).store];
    joinPage(other);
    for (const store of [one, other]) store.subscribe(id, nobody);
    await settled();
    await one.setWishlisted(id, true);
    dispatchEvent(new StorageEvent("storage", { key: one.storageKey }));
    await settled();
    expect(other.get(id).learner?.wishlisted).to.equal(true);
    expect(api.callsTo(/guests/)).to.have.length(1);
    localStorage.clear();
  });
});

describe("a page that the visitor is returned to", () => {
  const before = location.href;
  afterEach(() => history.replaceState(null, "", before));

  const returnTo = (checkoutId: string): void => {
    const url = new URL(before);
    url.searchParams.set("lesson", "3");
    url.searchParams.set(CHECKOUT_PARAMETER, checkoutId);
    history.replaceState({ router: "state" }, "", url);
  };

  it("follows the checkout, and takes it out of the address when it is settled", async () => {
    const { api, store } = scriptedStore({ token: "anna", joinsPage: true });
    const { id } = api.addCourse();
    const checkoutId = crypto.randomUUID();
    api.checkouts.set(checkoutId, { status: "processing", courseId: id });
    returnTo(checkoutId);
    joinPage(store);
    store.subscribe(id, nobody);
    await settled();
    expect(store.get(id).purchase.phase).to.equal("processing");
    expect(location.search, "a reload would find it again").to.include(checkoutId);
    api.checkouts.set(checkoutId, { status: "paid", courseId: id });
    api.learner("anna", id, { access: "purchased", reason: null });
    await settled();
    expect(store.get(id).learner?.access).to.equal("purchased");
    expect(new URL(location.href).searchParams.get("lesson")).to.equal("3");
    expect(location.search).not.to.include(CHECKOUT_PARAMETER);
    expect(history.state).to.deep.equal({ router: "state" });
  });

  it("waits for the visitor to be signed in", async () => {
    const { api, store } = scriptedStore({ joinsPage: true });
    const { id } = api.addCourse();
    const checkoutId = crypto.randomUUID();
    api.checkouts.set(checkoutId, { status: "paid", courseId: id });
    api.learner("anna", id, { access: "purchased", reason: null });
    returnTo(checkoutId);
    joinPage(store);
    store.subscribe(id, nobody);
    await settled();
    expect(location.search).to.include(checkoutId);
    store.setGetToken(() => "anna");
    await settled();
    expect(store.get(id).learner?.access).to.equal("purchased");
    expect(location.search).not.to.include(checkoutId);
  });
});

describe("a network that is back", () => {
  it("has everything asked again that had failed", async () => {
    const { api, store } = scriptedStore();
    joinPage(store);
    const { id } = api.addCourse();
    api.fail(/GET/, "offline");
    store.subscribe(id, nobody);
    await settled();
    expect(store.get(id).status).to.equal("failed");
    api.heal();
    dispatchEvent(new Event("online"));
    await settled();
    expect(store.get(id).status).to.equal("ready");
  });
});
