import type { AuthorChapter } from "@courselet/contract/authoring";

import type { Transaction } from "../../database/database.js";
import type { Deps } from "../../deps.js";
import { NotFoundError } from "../../http/errors.js";
import { toAuthorChapter, withVideo } from "./author-chapter.js";

/** A chapter as its author sees it, whoever asks. Throws NotFoundError for one that does not exist. */
export async function readAuthorChapter({
  db,
  deps: { clock },
  chapterId,
}: {
  db: Transaction;
  deps: Pick<Deps, "clock">;
  chapterId: string;
}): Promise<AuthorChapter> {
  const row = await db.chapter.findUnique({ where: { id: chapterId }, include: withVideo });
  if (row === null) throw new NotFoundError("chapter");
  return toAuthorChapter(row, clock.now());
}
