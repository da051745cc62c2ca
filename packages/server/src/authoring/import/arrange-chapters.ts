import type { Chapter, MuxData } from "../../generated/prisma/client.js";
import type { ChapterPlan, CoursePlan, MediaSource } from "./import-plan.js";
import { isImported, muxDataId } from "./stable-ids.js";

/** What a file can say of a chapter. */
export type ChapterRow = Omit<Chapter, "key" | "tasteSeconds">;
export type ExistingChapter = ChapterRow & { muxData: MuxData | null };

export interface MuxRow {
  id: string;
  assetsId: string;
  playbackId: string;
  chapterId: string;
}

export interface ArrangedChapters {
  created: ChapterRow[];
  changed: ChapterRow[];
  /** No longer listed. */
  unpublished: ChapterRow[];
  unchanged: number;
  mux: MuxRow[];
  /** Chapters whose video at Mux an earlier import named, and this one does not. */
  withoutMux: string[];
}

/**
 * Compares the chapters of one course with those that exist (in their order). The listed ones take positions 1 to n; after
 * them come, in their former order, imported chapters that are listed no more (unpublished) and those that were made by hand
 * (otherwise left alone), so that no two share a position.
 */
export function arrangeChapters({
  course,
  existing,
  referenceOf,
  now,
}: {
  course: CoursePlan & { chapters: ChapterPlan[] };
  existing: readonly ExistingChapter[];
  referenceOf: (source: MediaSource) => string;
  now: Date;
}): ArrangedChapters {
  const arranged: ArrangedChapters = {
    created: [],
    changed: [],
    unpublished: [],
    unchanged: 0,
    mux: [],
    withoutMux: [],
  };
  const before = new Map(existing.map((chapter) => [chapter.id, chapter]));

  for (const [index, plan] of course.chapters.entries()) {
    const former = before.get(plan.id);
    before.delete(plan.id);
    const { muxData: formerMux = null, ...formerRow } = former ?? {};
    const row: ChapterRow = {
      id: plan.id,
      courseId: course.id,
      title: plan.title,
      description: plan.description,
      videoUrl: plan.video && referenceOf(plan.video),
      isPublished: plan.isPublished,
      isFree: plan.isFree,
      position: index + 1,
      durationSeconds: plan.durationSeconds,
      createdAt: former?.createdAt ?? now,
      updatedAt: former?.updatedAt ?? now,
    };
    const hasOtherMux = plan.mux
      ? formerMux?.assetsId !== plan.mux.assetId || formerMux.playbackId !== plan.mux.playbackId
      : formerMux !== null && isImported(formerMux.id);
    if (plan.mux && hasOtherMux) {
      arranged.mux.push({
        id: muxDataId(plan.id),
        assetsId: plan.mux.assetId,
        playbackId: plan.mux.playbackId,
        chapterId: plan.id,
      });
    }
    if (!plan.mux && hasOtherMux) arranged.withoutMux.push(plan.id);

    if (!former) arranged.created.push(row);
    else if (hasOtherMux || differs(formerRow, row)) arranged.changed.push({ ...row, updatedAt: now });
    else arranged.unchanged += 1;
  }

  for (const [index, { muxData: _, ...row }] of [...before.values()].entries()) {
    const position = course.chapters.length + 1 + index;
    if (isImported(row.id) && row.isPublished) {
      arranged.unpublished.push({ ...row, position, isPublished: false, updatedAt: now });
    } else if (row.position !== position) {
      arranged.changed.push({ ...row, position, updatedAt: now });
    }
  }
  return arranged;
}

function differs(former: Partial<ChapterRow>, row: ChapterRow): boolean {
  return (["title", "description", "videoUrl", "isPublished", "isFree", "position", "durationSeconds"] as const).some(
    (column) => former[column] !== row[column],
  );
}
