import type { CoursePage } from "@courselet/contract/catalogue";

import type { CourseStore } from "./course-store.js";
import type { ShownList } from "./own-lists.js";

/** How long an answer may take. */
const TIMEOUT_MS = 10_000;

/** The lists that are the learner's own; anything else is the public catalogue. */
export type PrivateSource = "purchased" | "wishlisted" | "in-progress";

/** Which courses, in which order. What is empty or undefined does not narrow anything. */
export interface CourseQuery {
  readonly source?: string | undefined;
  readonly query?: string | undefined;
  readonly category?: string | undefined;
  readonly author?: string | undefined;
  readonly price?: string | undefined;
  readonly sort?: string | undefined;
  readonly limit: number;
}

export interface CourseIdPage {
  readonly courseIds: readonly string[];
  readonly nextCursor: string | null;
}

export const isPrivate = (source = ""): source is PrivateSource => /^(purchased|wishlisted|in-progress)$/.test(source);

/**
 * A page of the courses that match, the next one with `cursor`. What the answer says of each course is known to the store
 * from then on: elements that show those courses ask for the other half only, all in one batch. Null: the list is the
 * learner's own and nobody is signed in; then it is loaded again when somebody is. Rejects with an ApiError.
 */
export async function listCourses(
  store: CourseStore,
  { source, query, ...filters }: CourseQuery,
  { cursor, signal, list }: { cursor: string | null; signal: AbortSignal; list: ShownList },
): Promise<CourseIdPage | null> {
  if (isPrivate(source)) {
    const { lists } = await store.learnerSide();
    return lists.load(`/v1/me/courses?${parameters({ filter: source, ...filters, cursor })}`, list);
  }
  const path = `/v1/courses?${parameters({ q: query?.trim(), ...filters, cursor })}`;
  const { courses, nextCursor } = await store.send<CoursePage>("GET", path, {
    signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
  });
  for (const card of courses) store.expect(card.id, card);
  return { courseIds: courses.map(({ id }) => id), nextCursor };
}

/** In one order, so that the same list has the same address in every cache. */
function parameters(values: Readonly<Record<string, string | number | null | undefined>>): string {
  const given = Object.entries(values).filter(([, value]) => value);
  return `${new URLSearchParams(given.sort() as string[][])}`;
}
