import { z } from "zod";

import { Prisma } from "../generated/prisma/client.js";
import { CursorInstant } from "../http/cursor.js";

/**
 * One way to sort courses: by `key`, then by id, so that every course has one place and a page can begin after any of
 * them. `type` is the key's SQL type; `keySchema` checks the key of a cursor before it meets the database.
 */
export interface CourseOrder {
  name: string;
  key: Prisma.Sql;
  type: Prisma.Sql;
  isDescending: boolean;
  keySchema: z.ZodType<string | number>;
}

/** Where a page ended. */
export interface CoursePosition {
  key: string | number;
  id: string;
}

/** Titles are compared by so many characters, so that a cursor stays short; equal beginnings are sorted by id. */
const TITLE_KEY_CHARACTERS = 100;
/** Courses without a price come after all that have one. PostgreSQL's largest integer. */
const NO_PRICE = 2_147_483_647;

const newest: CourseOrder = {
  name: "newest",
  key: Prisma.sql`course."createdAt"`,
  type: Prisma.sql`timestamptz`,
  isDescending: true,
  keySchema: CursorInstant,
};

const title: CourseOrder = {
  name: "title",
  key: Prisma.sql`left(lower(course."title"), ${TITLE_KEY_CHARACTERS}::int)`,
  type: Prisma.sql`text`,
  isDescending: false,
  keySchema: z.string().regex(/^[^\0\p{Cs}]*$/u),
};

const price: CourseOrder = {
  name: "price",
  key: Prisma.sql`coalesce(course."price", ${NO_PRICE}::int)`,
  type: Prisma.sql`int`,
  isDescending: false,
  keySchema: z.int().min(0).max(NO_PRICE),
};

/** Best match first. `query` is the text of a tsquery. */
function relevance(query: string): CourseOrder {
  return {
    name: "relevance",
    // PostgreSQL ranks in float4; as float8 the number survives its way through JSON unchanged.
    key: Prisma.sql`ts_rank(course."search", ${query}::tsquery)::float8`,
    type: Prisma.sql`float8`,
    isDescending: true,
    keySchema: z.number(),
  };
}

/** The order asked for; without one, by relevance for a search and newest first otherwise. */
export function courseOrder(sort: "newest" | "title" | "price" | undefined, query: string | null): CourseOrder {
  if (sort === undefined) return query === null ? newest : relevance(query);
  return { newest, title, price }[sort];
}

/** For ORDER BY. */
export function orderBy({ key, isDescending }: CourseOrder): Prisma.Sql {
  return isDescending ? Prisma.sql`${key} DESC, course."id"` : Prisma.sql`${key}, course."id"`;
}

/** For WHERE: what comes after a position. The first comparison stands alone so that an index can begin there. */
export function isAfter({ key, type, isDescending }: CourseOrder, position: CoursePosition): Prisma.Sql {
  const at = Prisma.sql`${position.key}::${type}`;
  const beyond = isDescending ? Prisma.sql`${key} <= ${at}` : Prisma.sql`${key} >= ${at}`;
  return Prisma.sql`${beyond} AND (${key} <> ${at} OR course."id" > ${position.id}::uuid)`;
}

/** The schema of a cursor's content in this order; one of another order is refused. */
export function positionSchema({ name, keySchema }: CourseOrder) {
  return z.object({ sort: z.literal(name), key: keySchema, id: z.uuid() });
}
