import type { CourseCard } from "@courselet/contract/catalogue";

import type { Deps } from "../deps.js";
import { Prisma } from "../generated/prisma/client.js";

/** A row of `courseCardColumns`. */
export interface CourseCardRow {
  id: string;
  title: string;
  description: string | null;
  imageUrl: string | null;
  price: number | null;
  currency: string;
  categoryId: string | null;
  categoryName: string | null;
  chapterCount: number;
  freeChapterCount: number;
  durationSeconds: number;
  updatedAt: Date;
}

/** Selects a card; stands together with `courseCardJoins`, beside a table or subquery named `course`. */
export const courseCardColumns = Prisma.sql`
  course."id", course."title", course."description", course."imageUrl", course."price", course."currency",
  category."id" AS "categoryId", category."name" AS "categoryName",
  chapters."chapterCount", chapters."freeChapterCount", chapters."durationSeconds", course."updatedAt"`;

export const courseCardJoins = Prisma.sql`
  LEFT JOIN "Category" AS category ON category."id" = course."categoryId"
  CROSS JOIN LATERAL (
    SELECT count(*)::int AS "chapterCount",
           (count(*) FILTER (WHERE chapter."isFree"))::int AS "freeChapterCount",
           coalesce(sum(chapter."durationSeconds"), 0)::float8 AS "durationSeconds"
    FROM "Chapter" AS chapter
    WHERE chapter."courseId" = course."id" AND chapter."isPublished"
  ) AS chapters`;

export function toCourseCard(row: CourseCardRow, { files }: Pick<Deps, "files">): CourseCard {
  return {
    id: row.id,
    title: row.title,
    description: row.description,
    imageUrl: row.imageUrl === null ? null : files.publicUrl(row.imageUrl),
    price: row.price === null ? null : { amount: row.price, currency: row.currency },
    category:
      row.categoryId === null || row.categoryName === null ? null : { id: row.categoryId, name: row.categoryName },
    chapterCount: row.chapterCount,
    freeChapterCount: row.freeChapterCount,
    durationSeconds: row.durationSeconds,
    updatedAt: row.updatedAt.toISOString(),
  };
}
