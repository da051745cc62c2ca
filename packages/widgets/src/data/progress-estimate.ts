import type { ChapterOutline } from "@courselet/contract/catalogue";
import type { LearnerCourse } from "@courselet/contract/learning";

/**
 * The learner as the server will most probably describe them after this report. A guess to show at once: the server knows
 * the rules and its answer replaces this.
 */
export function withReport(
  learner: LearnerCourse,
  chapters: readonly ChapterOutline[] | null,
  chapterId: string,
  { isCompleted, positionSeconds }: { isCompleted?: boolean | undefined; positionSeconds?: number | undefined },
): LearnerCourse {
  const { completedChapterIds, totalChapters, nextChapterId } = learner.progress;
  const wasCompleted = completedChapterIds.includes(chapterId);
  if (isCompleted === undefined || isCompleted === wasCompleted) {
    if (positionSeconds === undefined || nextChapterId !== chapterId) return learner;
    return { ...learner, progress: { ...learner.progress, positionSeconds } };
  }
  const done = completedChapterIds.filter((id) => id !== chapterId);
  if (isCompleted) done.push(chapterId);
  const next = chapters && (chapters.find(({ id }) => !done.includes(id))?.id ?? null);
  const progress = {
    ...learner.progress,
    completedChapterIds: done,
    completedChapters: done.length,
    percent: totalChapters ? Math.floor((done.length / totalChapters) * 100) : 0,
    ...(chapters && { nextChapterId: next, positionSeconds: 0 }),
  };
  return { ...learner, progress };
}
