import type { Database } from "../../database/database.js";
import type { Clock } from "../../deps.js";
import { findElsewhere } from "./find-elsewhere.js";
import type { FileStore } from "../../storage/file-store.js";
import type { ImportPlan, MediaSource } from "./import-plan.js";
import type { ImportReport } from "./import-report.js";
import type { Problem } from "./problems.js";
import { writeAttachments } from "./write-attachments.js";
import { writeCategories } from "./write-categories.js";
import { writeChapters } from "./write-chapters.js";
import { writeCourses } from "./write-courses.js";

/** Milliseconds. The whole file is one transaction: 50 MB of it take a while. */
const TIMEOUT = 10 * 60 * 1000;
const MAX_WAIT = 10 * 1000;

/** One import at a time; a second one waits for its turn. Any number, the same for all server processes. */
const IMPORT_LOCK = 7_263_541_908;

export type Written = Pick<ImportReport, "categories" | "courses" | "chapters" | "attachments" | "notes">;

/** Ends a transaction without a trace, and says what it was good for. */
class RollBack extends Error {
  readonly outcome: { written: Written } | { problems: Problem[] };

  constructor(outcome: RollBack["outcome"]) {
    super("rolled back on purpose");
    this.outcome = outcome;
  }
}

/** Writes all of the plan or, for a dry run or when the plan meets courses of another author, nothing. */
export async function writePlan({
  db,
  files,
  plan,
  authorId,
  referenceOf,
  clock,
  isDryRun,
}: {
  db: Database;
  files: FileStore;
  plan: ImportPlan;
  authorId: string | undefined;
  referenceOf: (source: MediaSource) => string;
  clock: Clock;
  isDryRun: boolean;
}): Promise<{ written: Written } | { problems: Problem[] }> {
  const { courses } = plan;
  const now = clock.now();
  try {
    return await db.$transaction(
      async (transaction) => {
        await transaction.$executeRaw`SELECT pg_advisory_xact_lock(${IMPORT_LOCK}::bigint)`;
        const categories = await writeCategories({
          db: transaction,
          names: [...plan.categories, ...courses.flatMap(({ category }) => category ?? [])],
        });
        const { counts, problems } = await writeCourses({
          db: transaction,
          courses,
          authorOf: ({ author }) => authorId ?? author ?? plan.author,
          categoryIdOf: categories.idOf,
          referenceOf,
          now,
        });
        if (problems.length > 0) throw new RollBack({ problems });
        const elsewhere = await findElsewhere({ db: transaction, courses });
        if (elsewhere.length > 0) throw new RollBack({ problems: elsewhere });
        const chapters = await writeChapters({ db: transaction, courses, referenceOf, clock });
        const attachments = await writeAttachments({ db: transaction, files, courses, referenceOf, now });
        const written: Written = {
          categories: categories.counts,
          courses: counts,
          chapters: chapters.counts,
          attachments,
          notes: chapters.notes,
        };
        if (isDryRun) throw new RollBack({ written });
        return { written };
      },
      { timeout: TIMEOUT, maxWait: MAX_WAIT },
    );
  } catch (error) {
    if (error instanceof RollBack) return error.outcome;
    throw error;
  }
}
