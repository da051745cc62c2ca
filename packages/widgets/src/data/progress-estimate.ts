import type { ChapterOutline } from "@courselet/contract/catalogue";
import type { LearnerCourse, ProgressReport } from "@courselet/contract/learning";

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
