import type { Chapter, MuxData, PlaybackPolicy } from "../../generated/prisma/client.js";
import type { ChapterPlan, CoursePlan, MediaSource } from "./import-plan.js";
import { isImported, muxDataId, rememberedKey } from "./stable-ids.js";

/** What a file can say of a chapter. */
export type ChapterRow = Chapter;
export type ExistingChapter = ChapterRow & { muxData: MuxData | null };

export interface MuxRow {
  id: string;
  assetsId: string;
  playbackId: string | null;
  policy: PlaybackPolicy;
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
  /** Playback ids that anybody could play, of chapters that are not (or no longer to be) open like that. */
  publicDoors: { title: string; assetId: string; playbackId: string }[];
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
    publicDoors: [],
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
      tasteSeconds: plan.tasteSeconds,
      key: rememberedKey(plan.key) ?? former?.key ?? null,
      durationSeconds: plan.durationSeconds,
      createdAt: former?.createdAt ?? now,
      updatedAt: former?.updatedAt ?? now,
    };
    const hasOtherMux = plan.mux
      ? formerMux?.assetsId !== plan.mux.assetId ||
        formerMux.playbackId !== plan.mux.playbackId ||
        formerMux.policy !== plan.mux.policy
      : formerMux !== null && isImported(formerMux.id);
    if (plan.mux && hasOtherMux) {
      arranged.mux.push({
        id: muxDataId(plan.id),
        assetsId: plan.mux.assetId,
        playbackId: plan.mux.playbackId,
        policy: plan.mux.policy,
        chapterId: plan.id,
      });
    }
    // A chapter that was open to everybody by its playback id at Mux, and is to be so no more.
    const staysPublic = plan.mux ? plan.mux.policy === "public" : plan.isFree;
    if (formerMux?.policy === "public" && formerMux.playbackId !== null && !staysPublic) {
      const { assetsId: assetId, playbackId } = formerMux;
      arranged.publicDoors.push({ title: plan.title, assetId, playbackId });
      if (!plan.mux && !hasOtherMux) {
        arranged.mux.push({
          id: formerMux.id,
          assetsId: assetId,
          playbackId: null,
          policy: "signed",
          chapterId: plan.id,
        });
      }
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

const COMPARED = [
  "key",
  "title",
  "description",
  "videoUrl",
  "isPublished",
  "isFree",
  "position",
  "durationSeconds",
  "tasteSeconds",
] as const;

function differs(former: Partial<ChapterRow>, row: ChapterRow): boolean {
  return COMPARED.some((column) => former[column] !== row[column]);
}
