import { z } from "zod";

/** A value, or nothing when the file has something else there: that is for the manifest's own schema to say. */
const maybeText = z.string().trim().optional().catch(undefined);
const listOf = <Item extends z.ZodType>(item: Item) => z.array(item).catch([]);

const Chapter = z
  .object({ key: maybeText, video: maybeText, durationSeconds: z.number().optional().catch(undefined) })
  .catch({ key: undefined, video: undefined, durationSeconds: undefined });
const Attachment = z.object({ key: maybeText, file: maybeText }).catch({ key: undefined, file: undefined });
const Course = z
  .object({ key: maybeText, image: maybeText, chapters: listOf(Chapter), attachments: listOf(Attachment) })
  .catch({ key: undefined, image: undefined, chapters: [], attachments: [] });

/**
 * The keys and references of a manifest, however faulty the rest of it is: what must be unique and what must exist is
 * checked together with the rest, so that one run names every fault.
 */
const ManifestOutline = z.object({ courses: listOf(Course) }).catch({ courses: [] });
export type ManifestOutline = z.infer<typeof ManifestOutline>;

export function outlineOf(content: unknown): ManifestOutline {
  return ManifestOutline.parse(content);
}
