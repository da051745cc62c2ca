import { v5 as uuidFromName } from "uuid";

/**
 * The namespace of every id that an import makes, so that the same key gives the same id on every machine, for ever.
 * Changing it would make a second copy of everything that was ever imported.
 */
const NAMESPACE = "3f1d8a52-6f0e-4c1b-9b57-a2f47c0d6e91";

/** Composed and decomposed spellings of one key are one key. */
const id = (name: string) => uuidFromName(name.normalize("NFC"), NAMESPACE);

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether a key is an id itself: so an export names what was not made by a manifest, and an import finds it again. */
export function isIdItself(key: string): boolean {
  return UUID.test(key);
}

/** What the row remembers of its key: one that is the id itself says nothing more. */
export function rememberedKey(key: string): string | null {
  return isIdItself(key) ? null : key.normalize("NFC");
}

export function courseId(courseKey: string): string {
  return isIdItself(courseKey) ? courseKey.toLowerCase() : id(`course:${courseKey}`);
}

export function chapterId(courseKey: string, chapterKey: string): string {
  return isIdItself(chapterKey) ? chapterKey.toLowerCase() : id(`course:${courseKey}/chapter:${chapterKey}`);
}

export function attachmentId(courseKey: string, attachmentKey: string): string {
  return isIdItself(attachmentKey)
    ? attachmentKey.toLowerCase()
    : id(`course:${courseKey}/attachment:${attachmentKey}`);
}

export function muxDataId(chapter: string): string {
  return id(`mux:${chapter}`);
}

export function categoryId(name: string): string {
  return id(`category:${name}`);
}

/** True for a row that an import made: whatever is made otherwise has a random id (version 4). */
export function isImported(rowId: string): boolean {
  return rowId[14] === "5";
}
