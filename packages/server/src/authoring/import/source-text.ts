import { readFile, stat } from "node:fs/promises";

import type { Problem } from "./problems.js";

/** A larger file is split: nobody reads, and no editor checks, 50 MB of courses. */
const MAX_BYTES = 50 * 1024 * 1024;

export type SourceText = { bytes: Buffer; text: string } | { problems: Problem[] };

/** Reads a file that must be UTF-8, with or without a byte order mark, and names every line that is not. */
export async function readSourceText(path: string): Promise<SourceText> {
  try {
    const { size } = await stat(path);
    if (size > MAX_BYTES) return unreadable(`is larger than ${MAX_BYTES / 1024 / 1024} MB`);
    const bytes = await readFile(path);
    const text = decode(bytes);
    return text === null ? { problems: linesThatAreNotUtf8(bytes) } : { bytes, text };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : null;
    if (code === null) throw error;
    return unreadable(code === "ENOENT" ? "does not exist" : `cannot be read (${code})`);
  }
}

function unreadable(reason: string): SourceText {
  return { problems: [{ line: null, path: "", reason }] };
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function linesThatAreNotUtf8(bytes: Buffer): Problem[] {
  const problems: Problem[] = [];
  // No byte of a longer character is a line feed, so that each line can be looked at by itself.
  for (let line = 1, start = 0; start < bytes.length; line++) {
    const feed = bytes.indexOf(0x0a, start);
    const end = feed === -1 ? bytes.length : feed + 1;
    if (decode(bytes.subarray(start, end)) === null) problems.push({ line, path: "", reason: "is not UTF-8 text" });
    start = end;
  }
  return problems;
}
