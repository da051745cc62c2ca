import type { Categories, Course, CoursePage } from "@courselet/contract/catalogue";
import type { LearnerCourse, LearnerCourses } from "@courselet/contract/learning";

import { cardOf } from "./example-course.js";

/** The page that a query asks for, of all that matches it; the cursor is the number of what came before. */
function pageOf<T>(all: readonly T[], query: URLSearchParams): { page: T[]; nextCursor: string | null } {
  const start = Number(query.get("cursor"));
  const end = start + Number(query.get("limit") ?? 24);
  return { page: all.slice(start, end), nextCursor: end < all.length ? `${end}` : null };
}

/** What `GET /v1/courses` answers to a search. Knows words in titles, category, price and the order of titles. */
export function searchCourses(courses: readonly Course[], query: URLSearchParams): CoursePage {
  const words = (query.get("q") ?? "").toLowerCase().split(" ");
  const [category, price] = [query.get("category"), query.get("price")];
  const found = courses.filter(
    (course) =>
      words.every((word) => course.title.toLowerCase().includes(word)) &&
      (!category || course.category?.id === category) &&
      (!price || (course.price?.amount === 0) === (price === "free")),
  );
  if (query.get("sort") === "title") found.sort((a, b) => (a.title < b.title ? -1 : 1));
  const { page, nextCursor } = pageOf(found, query);
  return { courses: page.map(cardOf), nextCursor };
}

/** What `GET /v1/me/courses?filter=` answers. */
export function filterCourses(learners: readonly LearnerCourse[], query: URLSearchParams): LearnerCourses {
  const filter = query.get("filter");
  const found = learners.filter(({ access, wishlisted, progress }) =>
    filter === "wishlisted"
      ? wishlisted
      : access !== "none" && (filter === "purchased" || (progress.percent > 0 && progress.percent < 100)),
  );
  const { page, nextCursor } = pageOf(found, query);
  return { courses: page, nextCursor };
}

export function categoriesOf(courses: readonly Course[]): Categories {
  const categories = new Map<string, Categories["categories"][number]>();
  for (const { category } of courses) {
    if (!category) continue;
    const { courseCount = 0 } = categories.get(category.id) ?? {};
    categories.set(category.id, { ...category, courseCount: courseCount + 1 });
  }
  return { categories: [...categories.values()] };
}
