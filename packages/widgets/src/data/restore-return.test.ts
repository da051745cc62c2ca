import { expect } from "@open-wc/testing";

import { joinPage } from "./join-page.js";
import { RESTORE_PARAMETER } from "./restore-return.js";
import { scriptedStore, settled } from "../testing/scripted-client.js";

const nobody = (): void => {};
const options = { guests: true, storage: localStorage, joinsPage: true };

describe("a page that is opened by a mailed link", () => {
  const before = location.href;
  beforeEach(() => {
    localStorage.clear();
    const url = new URL(before);
    url.searchParams.set("lesson", "3");
    url.searchParams.set(RESTORE_PARAMETER, "mailed-code");
    history.replaceState({ router: "state" }, "", url);
  });
  afterEach(() => {
    history.replaceState(null, "", before);
    localStorage.clear();
  });

  it("shows what the guest bought, keeps the guest in this browser, and takes the code out of the address", async () => {
    const { api, store } = scriptedStore(options);
    const { id } = api.addCourse();
    api.restoreCodes.set("mailed-code", "guest-of-before");
    api.learner("guest-of-before", id, { access: "purchased", reason: null });
    joinPage(store);
    store.subscribe(id, nobody);
    await settled();
    expect(store.get(id).learner?.access).to.equal("purchased");
    expect(localStorage.getItem(store.storageKey)).to.include("guest-of-before");
    expect(location.search).not.to.include(RESTORE_PARAMETER);
    expect(new URL(location.href).searchParams.get("lesson")).to.equal("3");
    expect(history.state).to.deep.equal({ router: "state" });
  });

  it("leaves everything as it was when the link is used or too old", async () => {
    const { api, store } = scriptedStore(options);
    const { id } = api.addCourse();
    joinPage(store);
    store.subscribe(id, nobody);
    await settled();
    expect(api.callsTo(/restore/)).to.have.length(1);
    expect(store.get(id).learner?.access).to.equal("none");
    expect(localStorage.getItem(store.storageKey)).to.equal(null);
    expect(location.search).not.to.include(RESTORE_PARAMETER);
  });

  it("keeps the code for the next try when the network is away", async () => {
    const { api, store } = scriptedStore(options);
    api.fail(/restore/, "offline");
    joinPage(store);
    await settled();
    expect(location.search).to.include(RESTORE_PARAMETER);
  });
});
