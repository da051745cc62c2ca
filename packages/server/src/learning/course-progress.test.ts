import { describe, expect, it } from "vitest";

import { type ChapterProgress, courseProgress as progressOf } from "./course-progress.js";

function chapter(id: string, given: Partial<ChapterProgress> = {}): ChapterProgress {
  return { id, isCompleted: false, positionSeconds: 0, touchedAt: null, ...given };
}

const courseProgress = (chapters: ChapterProgress[]) => progressOf(chapters, null);

describe("courseProgress", () => {
  it("begins at the first chapter", () => {
    expect(courseProgress([chapter("a"), chapter("b")])).toEqual({
      completedChapters: 0,
      totalChapters: 2,
      percent: 0,
      nextChapterId: "a",
      positionSeconds: 0,
      completedChapterIds: [],
      completedAt: null,
    });
  });

  it("goes on with the first chapter that is not completed", () => {
    const progress = courseProgress([chapter("a", { isCompleted: true, touchedAt: 9 }), chapter("b"), chapter("c")]);
    expect(progress).toMatchObject({ nextChapterId: "b", percent: 33, completedChapterIds: ["a"] });
  });

  it("prefers the chapter that the learner was in last", () => {
    const progress = courseProgress([
      chapter("a"),
      chapter("b", { positionSeconds: 5, touchedAt: 1 }),
      chapter("c", { positionSeconds: 40, touchedAt: 2 }),
      chapter("d", { isCompleted: true, positionSeconds: 60, touchedAt: 3 }),
    ]);
    expect(progress).toMatchObject({ nextChapterId: "c", positionSeconds: 40 });
  });

  it("says 100 percent only when all are completed", () => {
    const all = Array.from({ length: 300 }, (_, index) => chapter(String(index), { isCompleted: index > 0 }));
    expect(courseProgress(all).percent).toBe(99);
    expect(courseProgress(all.slice(1))).toMatchObject({ percent: 100, nextChapterId: null, positionSeconds: 0 });
  });

  it("has nothing to go on with in a course without chapters", () => {
    expect(courseProgress([])).toMatchObject({ percent: 0, totalChapters: 0, nextChapterId: null });
  });
});
