import type { CoursePage, CoursesById, CoursesQuery } from "@courselet/contract/catalogue";

import type { Deps } from "../deps.js";
import { InvalidRequestError } from "../http/errors.js";
import { getCourses } from "./get-courses.js";
import { searchCourses } from "./search-courses.js";

/** Courses by their ids, or by a search. `given` are the names in the query, to see that the two are not mixed. */
export async function listCourses({
  deps,
  query: { ids, ...search },
  given,
}: {
  deps: Pick<Deps, "db" | "files">;
  query: CoursesQuery;
  given: string[];
}): Promise<CoursesById | CoursePage> {
  if (ids === undefined) return searchCourses({ deps, query: search });
  const mixed = given.filter((name) => SEARCH_PARAMETERS.has(name));
  if (mixed.length > 0) {
    throw new InvalidRequestError(
      "Ask for courses by `ids` or by a search, not both at once.",
      mixed.map((path) => ({ path, message: "does not go with `ids`" })),
    );
  }
  return getCourses({ deps, ids });
}

const SEARCH_PARAMETERS: ReadonlySet<string> = new Set<Exclude<keyof CoursesQuery, "ids">>([
  "q",
  "category",
  "author",
  "price",
  "sort",
  "limit",
  "cursor",
]);
