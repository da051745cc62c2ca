import type { Course } from "@courselet/contract/catalogue";
import type { LearnerCourse } from "@courselet/contract/learning";
import { expect, waitUntil } from "@open-wc/testing";
import { html } from "lit";

import { exampleCourse, exampleId } from "../../testing/example-course.js";
import { eventsOn, inside, mount, shown, visibleText } from "../../testing/mount.js";
import { scriptedStore } from "../../testing/scripted-client.js";
import type { ChapterPlayerElement } from "./chapter-player.js";
import "./define.js";
import { fileSize, fileType } from "./file-facts.js";

const owned = { access: "purchased", reason: null } satisfies Partial<LearnerCourse>;
const files = [
  { id: exampleId(101), name: "Worksheet", sizeBytes: 1_234_567, contentType: "application/pdf" },
  { id: exampleId(102), name: "تمارين.zip", sizeBytes: 900, contentType: null },
];

async function player(changes: Partial<Course>, learner: Partial<LearnerCourse> = owned, dir: "ltr" | "rtl" = "ltr") {
  const { api, store } = scriptedStore({ token: "anna" });
  const course = api.addCourse(exampleCourse(1, changes));
  api.learner("anna", course.id, learner);
  const element = await mount<ChapterPlayerElement>(
    store,
    html`<chapter-player
      dir=${dir}
      lang="en"
      course-id=${course.id}
      chapter-id=${course.chapters[0]?.id}
    ></chapter-player>`,
  );
  await waitUntil(() => element.shadowRoot?.querySelector(".extras"));
  return { api, store, course, element };
}

const mark = (element: Element) => inside<HTMLButtonElement>(element, "[part=complete]");

describe("a player's extras", () => {
  it("let a learner say that a chapter is completed, and take that back", async () => {
    const { api, course, element } = await player({ allowsManualCompletion: true });
    const events = eventsOn(document, "chapter-complete");
    mark(element).click();
    await waitUntil(() => events.length > 0);
    await shown(element);
    expect(visibleText(mark(element))).to.equal("Mark as not completed");
    expect(inside(element, ".completion [role=status]").textContent).to.equal("Marked as completed");
    await expect(element).to.be.accessible();
    mark(element).click();
    await waitUntil(() => api.callsTo(/progress/).length > 1);
    await shown(element);
    expect(visibleText(mark(element))).to.equal("Mark as completed");
    expect(api.learner("anna", course.id).progress.completedChapterIds).to.deep.equal([]);
  });

  it("leave a chapter that was marked before the learner, though the next one is to come", async () => {
    const { api, course, element } = await player({ allowsManualCompletion: true });
    element.removeAttribute("chapter-id");
    await shown(element);
    const title = () => visibleText(inside(element, "[part=toolbar] .title"));
    expect(title()).to.equal("Chapter 1");
    mark(element).click();
    await waitUntil(() => visibleText(mark(element)) === "Mark as not completed");
    await waitUntil(() => api.learner("anna", course.id).progress.nextChapterId === course.chapters[1]?.id);
    await shown(element);
    expect(title()).to.equal("Chapter 1");
    mark(element).click();
    await waitUntil(() => visibleText(mark(element)) === "Mark as completed");
    expect(title()).to.equal("Chapter 1");
  });

  it("keep what they say readable beside the controls of a video", async () => {
    const { api, course, element } = await player({ attachments: files });
    const colour = () => getComputedStyle(inside(element, ".downloads .heading")).color;
    const before = colour();
    const url = new URL("../../testing/one-second.webm", import.meta.url).href;
    const expiresAt = "2999-01-01T00:00:00.000Z";
    const chapterId = course.chapters[0]?.id ?? "";
    api.playbacks.set(chapterId, { kind: "file", url, expiresAt, positionSeconds: 0, tasteSeconds: null });
    void element.play();
    await waitUntil(() => element.shadowRoot?.querySelector("[part=controls] .bar"));
    expect(colour()).to.equal(before);
  });

  it("take a word back that is refused, and say so", async () => {
    const { api, element } = await player({ allowsManualCompletion: true });
    api.fail(/progress/, 403, "forbidden");
    mark(element).click();
    await waitUntil(() => element.shadowRoot?.querySelector(".completion .refused"));
    expect(visibleText(inside(element, ".completion .refused"))).to.equal("This could not be saved.");
    expect(visibleText(mark(element))).to.equal("Mark as completed");
  });

  it("list a course's files with kind and size, large enough for a finger, in both directions", async () => {
    for (const dir of ["ltr", "rtl"] as const) {
      const { element } = await player({ attachments: files, allowsManualCompletion: false }, owned, dir);
      const rows = [...(element.shadowRoot?.querySelectorAll<HTMLElement>(".file") ?? [])];
      expect(rows.map(visibleText)).to.deep.equal(["Worksheet PDF · 1.2 MB", "تمارين.zip ZIP · 900 byte"]);
      for (const row of rows) expect(row.getBoundingClientRect().height).to.be.at.least(44);
      await expect(element).to.be.accessible();
    }
  });

  it("say why a file is locked, and ask the server for nothing", async () => {
    const { api, element } = await player({ attachments: files, allowsManualCompletion: false }, {});
    const row = inside(element, ".file");
    expect(row.textContent).to.contain(", Locked");
    row.click();
    await shown(element);
    expect(visibleText(inside(element, ".downloads [role=status]"))).to.equal(
      "The downloads are part of the full course",
    );
    expect(api.callsTo(/attachments/)).to.have.length(0);
  });

  it("say when a file could not be had", async () => {
    const { api, element } = await player({ attachments: files, allowsManualCompletion: false });
    api.fail(/attachments/, "offline");
    inside(element, ".file").click();
    await waitUntil(() => visibleText(inside(element, ".downloads [role=status]")) !== "");
    expect(visibleText(inside(element, ".downloads [role=status]"))).to.equal("The file could not be downloaded.");
    expect(api.callsTo(/attachments/).map(({ path }) => path)).to.deep.equal([`/v1/attachments/${files[0]?.id}`]);
  });

  it("name kinds and sizes as people do", () => {
    expect(fileType({ name: "x", contentType: "image/png" })).to.equal("PNG");
    expect(fileType({ name: "notes", contentType: null })).to.equal("");
    expect(fileSize(0, "en")).to.equal("0 byte");
    expect(fileSize(12_400_000, "de")).to.equal("12 MB");
    expect(fileSize(null, "en")).to.equal("");
  });
});
