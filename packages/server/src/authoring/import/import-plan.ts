import type { Money } from "@courselet/contract/money";

/** Where a picture, video or attachment comes from: a web address that is kept as it is, or a file that will be copied in. */
export type MediaSource = { kind: "url"; url: string } | { kind: "file"; path: string };

/**
 * What a file says, checked and with its ids, before anything is written. A field that is `undefined` was not spoken of:
 * an existing row keeps its value, a new row gets the default. `null` means "none", and clears.
 */
export interface ImportPlan {
  /** Categories to make even if no course uses them. */
  categories: string[];
  courses: CoursePlan[];
  /** Facts for the report, such as rows that were skipped. */
  notes: string[];
  /** The author that the file itself names. */
  author: string | undefined;
}

export interface CoursePlan {
  id: string;
  key: string;
  /** Line of the file, from 1. */
  line: number;
  /** Whose it becomes, before the author of the file. */
  author: string | undefined;
  title: string;
  description: string | null | undefined;
  image: MediaSource | null | undefined;
  /** A category's name. */
  category: string | null | undefined;
  price: Money | null | undefined;
  isPublished: boolean | undefined;
  /** Null: as pages say, else at its end. */
  completionPercent: number | null | undefined;
  allowsManualCompletion: boolean | undefined;
  createdAt: Date | undefined;
  /** In their order. `undefined`: the file does not speak of chapters, and those that exist stay as they are. */
  chapters: ChapterPlan[] | undefined;
  attachments: AttachmentPlan[] | undefined;
}

export interface ChapterPlan {
  id: string;
  key: string;
  line: number;
  title: string;
  description: string | null;
  video: MediaSource | null;
  mux: { assetId: string; playbackId: string | null; policy: "signed" | "public" } | null;
  /** Seconds; null: unknown. For a video file it is read from the file. */
  durationSeconds: number | null;
  tasteSeconds: number | null;
  isFree: boolean;
  isPublished: boolean;
}

export interface AttachmentPlan {
  id: string;
  key: string;
  line: number;
  name: string;
  file: MediaSource;
}
