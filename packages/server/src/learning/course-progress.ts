import type { CourseProgress } from "@courselet/contract/learning";

/** A published chapter and what the learner has done in it. */
export interface ChapterProgress {
  id: string;
  isCompleted: boolean;
  positionSeconds: number;
  /** When the learner was last in it, in milliseconds since the epoch; null: not begun. */
  touchedAt: number | null;
}

/**
 * The progress over `chapters`, given in their order. Goes on where the learner was last, if that chapter is not completed,
 * else at the first that is not. 100 percent means all of them, so the percentage is rounded down.
 */
export function courseProgress(chapters: ChapterProgress[], completedAt: Date | null): CourseProgress {
  const completed = chapters.filter((chapter) => chapter.isCompleted);
  const left = chapters.filter((chapter) => !chapter.isCompleted);
  const next = left.reduce<ChapterProgress | undefined>(
    (best, chapter) => (best === undefined || (chapter.touchedAt ?? 0) > (best.touchedAt ?? 0) ? chapter : best),
    undefined,
  );
  return {
    completedChapters: completed.length,
    totalChapters: chapters.length,
    percent: chapters.length === 0 ? 0 : Math.floor((100 * completed.length) / chapters.length),
    nextChapterId: next?.id ?? null,
    positionSeconds: next?.positionSeconds ?? 0,
    completedChapterIds: completed.map((chapter) => chapter.id),
    completedAt: completedAt?.toISOString() ?? null,
  };
}
