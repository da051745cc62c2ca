import { ContextProvider } from "@lit/context";
import { expect, fixture, html as template } from "@open-wc/testing";
import { html, LitElement } from "lit";

import { storeContext } from "../data/store-context.js";
import { scriptedStore, settled } from "../testing/scripted-client.js";
import { CourseController } from "./course-controller.js";

/** The least element that shows a course. */
class ProbeElement extends LitElement {
  static override readonly properties = { courseId: { attribute: "course-id" } };

  declare courseId?: string;
  renders = 0;
  readonly course = new CourseController(this);

  override render() {
    this.renders++;
    return html`${this.course.snapshot.card?.title ?? this.course.snapshot.status}`;
  }

  get text(): string {
    return this.shadowRoot?.textContent ?? "";
  }
}
customElements.define("probe-element", ProbeElement);

class StoreElement extends LitElement {
  readonly provider = new ContextProvider(this, { context: storeContext });

  override render() {
    return html`<slot></slot>`;
  }
}
customElements.define("store-element", StoreElement);

/** A page with a provider of a scripted store around a probe for its first course. */
async function page() {
  const { api, store } = scriptedStore();
  const courses = [api.addCourse(), api.addCourse()];
  const provider = await fixture<StoreElement>(template`<store-element></store-element>`);
  provider.provider.setValue(store);
  const probe = document.createElement("probe-element") as ProbeElement;
  probe.courseId = courses[0]?.id ?? "";
  provider.append(probe);
  await settled();
  return { api, store, courses, provider, probe };
}

describe("CourseController", () => {
  it("gives an element its course from the provider around it", async () => {
    const { probe, store } = await page();
    expect(probe.course.store).to.equal(store);
    expect(probe.text).to.equal("Course 1");
  });

  it("updates the element when its course changes and at no other time", async () => {
    const { api, store, courses, probe } = await page();
    const before = probe.renders;
    store.subscribe(courses[1]?.id ?? "", () => {});
    await settled();
    expect(probe.renders).to.equal(before);
    store.loadOutline(courses[0]?.id ?? "");
    await settled();
    expect(probe.renders).to.equal(before + 2); // asked for, and there
    expect(api.calls).to.have.length(3);
  });

  it("follows the course id", async () => {
    const { courses, probe } = await page();
    probe.courseId = courses[1]?.id ?? "";
    await probe.updateComplete;
    expect(probe.text).to.equal("loading");
    await settled();
    expect(probe.text).to.equal("Course 2");
    probe.courseId = ` ${courses[0]?.id.toUpperCase() ?? ""} `;
    await probe.updateComplete;
    expect(probe.text).to.equal("Course 1");
  });

  it("hears nothing while it is out of the page, keeps what it showed, and catches up when it is back", async () => {
    const { store, courses, provider, probe } = await page();
    probe.remove();
    const before = probe.renders;
    store.loadOutline(courses[0]?.id ?? "");
    await settled();
    expect(probe.renders).to.equal(before);
    expect(probe.text).to.equal("Course 1");
    provider.append(probe);
    await probe.updateComplete;
    expect(probe.course.snapshot.outlineStatus).to.equal("ready");
  });

  it("survives a move within the page without asking for anything again", async () => {
    const { api, provider, probe } = await page();
    const calls = api.calls.length;
    const section = document.createElement("section");
    provider.append(section);
    section.append(probe);
    await settled();
    expect(probe.text).to.equal("Course 1");
    expect(api.calls).to.have.length(calls);
  });

  it("takes the store of another provider that it is moved to", async () => {
    const { probe } = await page();
    const other = await page();
    other.provider.append(probe);
    probe.courseId = other.courses[1]?.id ?? "";
    await settled();
    expect(probe.course.store).to.equal(other.store);
    expect(probe.text).to.equal("Course 2");
  });

  it("waits for a provider whose code comes later, and asks nobody else meanwhile", async () => {
    const { api, store } = scriptedStore();
    const { id } = api.addCourse();
    // Not by `fixture`: it waits for a frame, and a page in the background has none.
    const late = document.createElement("course-provider");
    late.innerHTML = `<div><probe-element course-id=${id}></probe-element></div>`;
    document.body.append(late);
    const probe = late.querySelector<ProbeElement>("probe-element");
    expect(probe?.course.store).to.equal(null);
    customElements.define(
      "course-provider",
      class extends StoreElement {
        override connectedCallback(): void {
          this.provider.setValue(store);
          super.connectedCallback();
        }
      },
    );
    await settled();
    expect(probe?.course.store).to.equal(store);
    expect(probe?.text).to.equal("Course 1");
    late.remove();
  });
});
