import type { CourseCard } from "@courselet/contract/catalogue";
import type { LearnerCourse } from "@courselet/contract/learning";

/** What the server would say of a learner who has done nothing yet. */
export function newLearner(courseId: string, card: CourseCard | null): LearnerCourse {
  return {
    courseId,
    access: "none",
    reason: card?.price?.amount === 0 ? "not_enrolled" : "not_purchased",
    wishlisted: false,
    progress: {
      completedChapters: 0,
      totalChapters: card?.chapterCount ?? 0,
      percent: 0,
      nextChapterId: null,
      positionSeconds: 0,
      completedChapterIds: [],
      completedAt: null,
    },
  };
}
