import { Document, isScalar, Scalar, visit } from "yaml";

import type { Entry } from "./course-entry.js";

/** How a manifest is written, piece by piece, so that no more than one course of it is in memory. */
export interface ManifestText {
  /** Everything before the first course. */
  head(head: Entry): string;
  course(entry: Entry, isFirst: boolean): string;
  /** Everything after the last one. */
  end(isEmpty: boolean): string;
}

export const MANIFEST_TEXTS: Record<"yaml" | "json", ManifestText> = {
  yaml: {
    head: (head) => `${yaml(head)}courses:`,
    course: (entry) => `\n${indent(yaml([entry])).trimEnd()}\n`,
    end: (isEmpty) => (isEmpty ? " []\n" : ""),
  },
  json: {
    head: (head) => `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "courses": [`,
    course: (entry, isFirst) => `${isFirst ? "" : ","}\n${indent(indent(JSON.stringify(entry, null, 2)))}`,
    end: (isEmpty) => (isEmpty ? "]\n}\n" : "\n  ]\n}\n"),
  },
};

/** Whatever is neither a letter, a mark, a sign nor one of the two plain spaces: in quotes it is written as what it is. */
const UNSEEN = /[^\P{C}\n]|[\u0085\u2028\u2029]|[^\S \n]/u;
/** Spaces where a line ends or begins are part of a text, and are lost outside of quotes. */
const LOOSE_SPACES = / (\n|$)|(^|\n) /;

function yaml(value: unknown): string {
  const document = new Document(value, { aliasDuplicateObjects: false });
  visit(document, {
    Scalar(_, node) {
      if (!isScalar(node) || typeof node.value !== "string") return;
      if (UNSEEN.test(node.value) || LOOSE_SPACES.test(node.value)) node.type = Scalar.QUOTE_DOUBLE;
      else if (node.value.includes("\n")) node.type = Scalar.BLOCK_LITERAL;
    },
  });
  return document.toString({ lineWidth: 0, doubleQuotedAsJSON: true });
}

/** By line feeds alone: to a regular expression, other signs within a text end a line too. */
function indent(text: string): string {
  return text
    .split("\n")
    .map((line) => (line === "" ? line : `  ${line}`))
    .join("\n");
}
