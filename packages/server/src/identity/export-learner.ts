import { LearnerData } from "@courselet/contract/identity";

import type { Transaction } from "../database/database.js";
import type { Deps } from "../deps.js";
import type { Learner } from "./actor.js";
import { ownMails } from "./own-mails.js";

/** Titles of courses go along, since an id tells the reader nothing. */
const course = { course: { select: { title: true } } } as const;
const oldestFirst = { createdAt: "asc" } as const;

/**
 * Everything that is kept of a learner, as of one moment. Left out is what would let whoever finds the file act for them:
 * addresses and secrets of open payment pages, bodies of mails and codes of restore links.
 */
export async function exportLearner({
  deps: { db, clock },
  learner: { userId },
}: {
  deps: Pick<Deps, "db" | "clock">;
  learner: Learner;
}): Promise<LearnerData> {
  const exportedAt = clock.now();
  const rows = await db.$transaction((transaction) => readRows({ db: transaction, userId }), {
    isolationLevel: "RepeatableRead",
  });
  // Dates become texts, and the schema drops every column that it does not name.
  return LearnerData.parse(JSON.parse(JSON.stringify({ userId, exportedAt, ...rows })));
}

async function readRows({ db, userId }: { db: Transaction; userId: string }) {
  const where = { userId };
  const wishlist = await db.wishlist.findMany({ where, include: course, orderBy: oldestFirst });
  const progress = await db.userProgress.findMany({
    where,
    include: { chapter: { select: { title: true, courseId: true, ...course } } },
    orderBy: oldestFirst,
  });
  const completions = await db.courseCompletion.findMany({ where, include: course, orderBy: { completedAt: "asc" } });
  const purchases = await db.purchase.findMany({ where, include: course, orderBy: oldestFirst });
  const checkouts = await db.checkout.findMany({ where, include: course, orderBy: oldestFirst });
  const authored = await db.course.findMany({ where, orderBy: oldestFirst });
  return {
    wishlist: wishlist.map(titled),
    progress: progress.map(({ chapter, ...row }) => ({
      ...row,
      courseId: chapter.courseId,
      courseTitle: chapter.course.title,
      chapterTitle: chapter.title,
    })),
    completedCourses: completions.map(titled),
    purchases: purchases.map(titled),
    checkouts: checkouts.map((row) => ({ checkoutId: row.id, ...titled(row) })),
    customers: await db.customer.findMany({ where, orderBy: oldestFirst }),
    mergedGuests: await db.guestMerge.findMany({ where, orderBy: { mergedAt: "asc" } }),
    mails: await db.outboxMail.findMany({
      where: { id: { in: await ownMails({ db, userId }) } },
      orderBy: oldestFirst,
    }),
    restoreLinks: await db.restoreCode.findMany({ where, orderBy: oldestFirst }),
    authoredCourses: authored.map(({ id, title, createdAt }) => ({ courseId: id, courseTitle: title, createdAt })),
  };
}

function titled<Row extends { course: { title: string } }>({ course: { title }, ...row }: Row) {
  return { ...row, courseTitle: title };
}
