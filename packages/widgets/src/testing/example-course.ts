import type { ChapterOutline, Course, CourseCard } from "@courselet/contract/catalogue";
import type { LearnerCourse } from "@courselet/contract/learning";

/** The UUID of the nth example of its kind. */
export function exampleId(n: number, kind: "course" | "chapter" | "checkout" | "category" = "course"): string {
  const group = { course: "4c00", chapter: "4c11", checkout: "4c22", category: "4c33" }[kind];
  return `00000000-0000-${group}-8000-${String(n).padStart(12, "0")}`;
}

/** A paid course of three chapters, the first one free; the nth of its kind. */
export function exampleCourse(n = 1, changes: Partial<Course> = {}): Course {
  const chapters: ChapterOutline[] = [1, 2, 3].map((position) => ({
    id: exampleId(n * 10 + position, "chapter"),
    title: `Chapter ${position}`,
    description: null,
    position,
    isFree: position === 1,
    durationSeconds: 60 * position,
    hasVideo: true,
    tasteSeconds: null,
  }));
  return {
    id: exampleId(n),
    title: `Course ${n}`,
    description: "What this course is about, in a sentence or two.",
    imageUrl: null,
    price: { amount: 4900, currency: "usd" },
    category: { id: exampleId(1, "category"), name: "Programming" },
    chapterCount: chapters.length,
    freeChapterCount: 1,
    durationSeconds: 360,
    updatedAt: "2026-01-31T09:30:00.000Z",
    chapters,
    attachments: [],
    allowsManualCompletion: true,
    ...changes,
  };
}

/** What a card shows of a course: all but the parts that only its own page has. */
export function cardOf(course: Course): CourseCard {
  const { chapters: _chapters, attachments: _attachments, allowsManualCompletion: _allows, ...card } = course;
  return card;
}

/** Somebody who has done nothing in this course. */
export function exampleLearner(course: Course, changes: Partial<LearnerCourse> = {}): LearnerCourse {
  return {
    courseId: course.id,
    access: "none",
    reason: course.price?.amount === 0 ? "not_enrolled" : "not_purchased",
    wishlisted: false,
    progress: {
      completedChapters: 0,
      totalChapters: course.chapters.length,
      percent: 0,
      nextChapterId: course.chapters[0]?.id ?? null,
      positionSeconds: 0,
      completedChapterIds: [],
      completedAt: null,
    },
    ...changes,
  };
}
