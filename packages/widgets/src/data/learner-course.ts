import type { CourseCard, ChapterOutline } from "@courselet/contract/catalogue";
import type { LearnerCourse, ProgressReport } from "@courselet/contract/learning";

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
    },
  };
}

/**
 * The learner as the server will most probably describe them after this report. A guess to show at once: the server knows
 * the rules and its answer replaces this.
 */
export function withReport(
  learner: LearnerCourse,
  chapters: readonly ChapterOutline[] | null,
  chapterId: string,
  { isCompleted, positionSeconds }: ProgressReport,
): LearnerCourse {
  const progress = { ...learner.progress };
  if (isCompleted && !progress.completedChapterIds.includes(chapterId)) {
    const done = (progress.completedChapterIds = [...progress.completedChapterIds, chapterId]);
    progress.completedChapters = done.length;
    progress.percent = progress.totalChapters ? Math.floor((done.length / progress.totalChapters) * 100) : 0;
    if (chapters) {
      progress.nextChapterId = chapters.find(({ id }) => !done.includes(id))?.id ?? null;
      progress.positionSeconds = 0;
    }
  } else if (positionSeconds !== undefined && progress.nextChapterId === chapterId) {
    progress.positionSeconds = positionSeconds;
  }
  return { ...learner, progress };
}
