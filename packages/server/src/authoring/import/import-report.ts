/** What an import did to the rows of one kind. */
export interface Counts {
  created: number;
  changed: number;
  unchanged: number;
  /** Chapters that the file no longer lists: kept, with their learners' progress, but no longer shown. */
  unpublished: number;
  /** Attachments that the file no longer lists. */
  removed: number;
}

export interface ImportReport {
  /** As it was given. */
  file: string;
  /** True: this is what would happen; nothing was written. */
  isDryRun: boolean;
  categories: Counts;
  courses: Counts;
  chapters: Counts;
  attachments: Counts;
  /** Facts in words: rows that were skipped, columns that were not used, chapters that were unpublished. */
  notes: string[];
  seconds: number;
}

export function noCounts(): Counts {
  return { created: 0, changed: 0, unchanged: 0, unpublished: 0, removed: 0 };
}

const KINDS = ["categories", "courses", "chapters", "attachments"] as const;
const OUTCOMES = ["created", "changed", "unchanged", "unpublished", "removed"] as const;
const FIRST_COLUMN = 12;
const COLUMN = 13;

/** A table and the notes, for a terminal. */
export function formatReport(report: ImportReport): string {
  const verb = report.isDryRun ? "Would import" : "Imported";
  return [
    `${verb} ${report.file} (${report.seconds.toFixed(1)} s)`,
    row("", OUTCOMES),
    ...KINDS.map((kind) =>
      row(
        kind,
        OUTCOMES.map((outcome) => String(report[kind][outcome])),
      ),
    ),
    ...report.notes.map((note) => `- ${note}`),
    ...(report.isDryRun ? ["Nothing was written: this was a dry run."] : []),
    "",
  ].join("\n");
}

function row(name: string, cells: readonly string[]): string {
  return name.padEnd(FIRST_COLUMN) + cells.map((cell) => cell.padStart(COLUMN)).join("");
}
