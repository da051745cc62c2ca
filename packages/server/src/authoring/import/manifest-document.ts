import { type Document, LineCounter, type Node, isAlias, isMap, isNode, isScalar, isSeq, parseDocument } from "yaml";

import type { Problem } from "./problems.js";

export type ManifestDocument =
  { content: unknown; lineOf(path: readonly PropertyKey[]): number } | { problems: Problem[] };

/**
 * Parses YAML, or JSON (which is YAML but for its tabs), and remembers the line of everything.
 * Faults of syntax, repeated keys and alias bombs are problems with their lines.
 */
export function parseManifestDocument(text: string, format: "yaml" | "json"): ManifestDocument {
  if (format === "json") {
    // YAML is laxer than JSON; whoever writes .json means JSON. The YAML parser then says where the fault is, if it sees one.
    const fault = jsonFault(text);
    if (fault !== null) return { problems: [fault] };
  }
  const lines = new LineCounter();
  try {
    const document = parseDocument(format === "json" ? text.replaceAll("\t", " ") : text, {
      lineCounter: lines,
      prettyErrors: false,
    });
    if (document.errors.length > 0) {
      const problems = document.errors.map(({ pos, message }): Problem => ({
        line: lines.linePos(pos[0]).line,
        path: "",
        reason: message,
      }));
      // One fault can make the parser say the same thing many times.
      return {
        problems: [...new Map(problems.map((problem) => [`${problem.line} ${problem.reason}`, problem])).values()],
      };
    }
    return { content: document.toJS(), lineOf: (path) => lines.linePos(offsetOf(document, path)).line };
  } catch (error) {
    // Too many aliases (ReferenceError), or nested deeper than the stack (RangeError).
    if (error instanceof ReferenceError || error instanceof RangeError) {
      return { problems: [{ line: null, path: "", reason: `cannot be read: ${error.message}` }] };
    }
    throw error;
  }
}

function jsonFault(text: string): Problem | null {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const position = /at position (\d+)/.exec(reason)?.[1];
    const line = position === undefined ? null : text.slice(0, Number(position)).split("\n").length;
    return { line, path: "", reason: `is not JSON: ${reason}` };
  }
}

/** Where the deepest part of the path that exists begins: for a missing key, the object that should have it. */
function offsetOf(document: Document.Parsed, path: readonly PropertyKey[]): number {
  let node: Node | null = document.contents;
  let offset = node?.range?.[0] ?? 0;
  for (const segment of path) {
    if (isAlias(node)) node = node.resolve(document) ?? null;
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(segment));
      if (!pair) break;
      if (isNode(pair.key)) offset = pair.key.range?.[0] ?? offset;
      node = isNode(pair.value) ? pair.value : null;
    } else if (isSeq(node)) {
      const item: unknown = node.items[Number(segment)];
      if (!isNode(item)) break;
      offset = item.range?.[0] ?? offset;
      node = item;
    } else break;
  }
  return offset;
}
