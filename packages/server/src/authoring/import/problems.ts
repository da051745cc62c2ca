import { InvalidRequestError } from "../../http/errors.js";

/** One fault of a file: where it stands and why it cannot be imported. */
export interface Problem {
  /** From 1; null when the file as a whole is at fault. */
  line: number | null;
  /** `courses[0].chapters[2].title` in a manifest, the column's name in a CSV file, empty for a whole row or file. */
  path: string;
  reason: string;
}

/** How many problems are spelled out; the rest is a number. */
const LISTED = 100;

/** A file that was refused as a whole. Nothing of it is in the database. */
export class ImportRefusedError extends InvalidRequestError {
  /** All of them, in the order of the file. */
  readonly problems: readonly Problem[];

  constructor(file: string, problems: readonly Problem[]) {
    const ordered = problems.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
    const lines = ordered.slice(0, LISTED).map((problem) => `  ${describeProblem(file, problem)}`);
    if (ordered.length > LISTED) lines.push(`  … and ${ordered.length - LISTED} more`);
    const count = ordered.length === 1 ? "1 problem" : `${ordered.length} problems`;
    super(
      `${file} was refused: ${count}, nothing was imported.\n${lines.join("\n")}`,
      ordered.slice(0, LISTED).map(({ line, path, reason }) => ({
        path: line === null ? path : `line ${line}${path === "" ? "" : `: ${path}`}`,
        message: reason,
      })),
    );
    this.problems = ordered;
  }
}

/** `courses.yaml:12  courses[0].price: …`: editors and terminals make a link of the first word. */
function describeProblem(file: string, { line, path, reason }: Problem): string {
  const place = line === null ? file : `${file}:${line}`;
  return path === "" ? `${place}  ${reason}` : `${place}  ${path}: ${reason}`;
}
