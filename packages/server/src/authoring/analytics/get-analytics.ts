import type { Analytics, AnalyticsQuery } from "@courselet/contract/analytics";

import type { Deps } from "../../deps.js";
import { InvalidRequestError } from "../../http/errors.js";
import type { Learner } from "../../identity/actor.js";
import { countChapterLearners, countLearners } from "./count-learners.js";
import { addRevenue, countRevenue } from "./count-revenue.js";

const DEFAULT_DAYS = 30;
const DAY_MS = 86_400_000;

/**
 * What an author's courses have earned within a time and how far their learners come; an admin sees all courses. Money is
 * what was paid, less what became of it since, never a price. Throws InvalidRequestError for a time that ends before it
 * begins.
 */
export async function getAnalytics({
  deps: { db, clock },
  author,
  query,
}: {
  deps: Pick<Deps, "db" | "clock">;
  author: Learner;
  query: AnalyticsQuery;
}): Promise<Analytics> {
  const to = query.to === undefined ? clock.now() : new Date(query.to);
  const from = query.from === undefined ? new Date(to.getTime() - DEFAULT_DAYS * DAY_MS) : new Date(query.from);
  if (from >= to) {
    throw new InvalidRequestError("The time ends before it begins.", [
      { path: "from", message: "must be before `to`" },
    ]);
  }
  const courses = await db.course.findMany({
    where: author.role === "admin" ? {} : { userId: author.userId },
    select: { id: true, title: true },
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
  });
  const courseIds = courses.map(({ id }) => id);
  const [revenues, learners, chapters] = await Promise.all([
    countRevenue({ db, courseIds, from, to }),
    countLearners({ db, courseIds, from, to }),
    countChapterLearners({ db, courseIds }),
  ]);
  return {
    from: from.toISOString(),
    to: to.toISOString(),
    revenue: addRevenue(revenues.map(({ revenue }) => revenue)),
    courses: courses.map(({ id, title }) => {
      const counted = learners.find(isOf(id));
      return {
        courseId: id,
        title,
        revenue: revenues.filter(isOf(id)).map(({ revenue }) => revenue),
        enrolments: counted?.enrolments ?? 0,
        learners: counted?.learners ?? 0,
        started: counted?.started ?? 0,
        completed: counted?.completed ?? 0,
        completions: counted?.completions ?? 0,
        chapters: chapters.filter(isOf(id)).map(({ chapter }) => chapter),
      };
    }),
  };
}

const isOf = (id: string) => (row: { courseId: string }) => row.courseId === id;
