import { extname } from "node:path";

import { nameOf } from "../../storage/file-store.js";

const MAX_LETTERS = 40;
const HASH_LETTERS = 8;

/** Gives stored files names that say what they are. */
export interface ReadableNames {
  /**
   * The name of a stored file, made of `what` (any text, such as a chapter's title) and the beginning of its hash:
   * `mix-fold-forget-3f1d8a52.mp4`. The first who names a file decides: the same file has one name.
   */
  nameFor(reference: string, what: string): string;
  /** Every file that was named, by its reference. */
  named: ReadonlyMap<string, string>;
}

export function createReadableNames(): ReadableNames {
  const named = new Map<string, string>();
  const taken = new Set<string>();
  return {
    named,
    nameFor(reference, what) {
      const known = named.get(reference);
      if (known !== undefined) return known;
      const stored = nameOf(reference);
      const extension = extname(stored);
      const hash = stored.slice(0, -extension.length);
      const short = `${wordsOf(what)}-${hash.slice(0, HASH_LETTERS)}${extension}`;
      const name = taken.has(short) ? `${wordsOf(what)}-${hash}${extension}` : short;
      named.set(reference, name);
      taken.add(name);
      return name;
    },
  };
}

/** Letters and digits of any script, with hyphens between words. */
function wordsOf(text: string): string {
  const words = text
    .normalize("NFC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, "-");
  const short = [...words]
    .slice(0, MAX_LETTERS)
    .join("")
    .replaceAll(/^-+|-+$/g, "");
  return short === "" ? "file" : short;
}
