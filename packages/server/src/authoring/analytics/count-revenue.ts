import type { Revenue } from "@courselet/contract/analytics";

import type { Database } from "../../database/database.js";

/** Minor units of one currency, of the payments of one course. */
export interface CourseRevenue {
  courseId: string;
  revenue: Revenue;
}

/** What was paid for courses from a moment on until before another, by course and currency. */
export async function countRevenue({
  db,
  courseIds,
  from,
  to,
}: {
  db: Database;
  courseIds: string[];
  from: Date;
  to: Date;
}): Promise<CourseRevenue[]> {
  // What was taken back takes its part of the tax along.
  const rows = await db.$queryRaw<(Revenue & { courseId: string })[]>`
    SELECT *, "gross" - "refunded" - "disputed" - "tax" - "fee" AS "net"
    FROM (
      SELECT "courseId", "currency",
             count(*)::int AS "purchases",
             sum("amountTotal")::float8 AS "gross",
             sum("amountRefunded")::float8 AS "refunded",
             coalesce(sum("amountTotal" - "amountRefunded") FILTER (WHERE "state" = 'disputed'), 0)::float8 AS "disputed",
             coalesce(sum(round("amountTax"::numeric * ("amountTotal" - "amountRefunded") / "amountTotal"))
                      FILTER (WHERE "state" <> 'disputed' AND "amountTotal" > 0), 0)::float8 AS "tax",
             coalesce(sum("fee") FILTER (WHERE "feeCurrency" = "currency"), 0)::float8 AS "fee",
             count(*) FILTER (WHERE "amountTotal" > 0 AND "feeCurrency" IS DISTINCT FROM "currency")::int AS "unknownFees"
      FROM "Checkout"
      WHERE "courseId" = ANY(${courseIds}::uuid[]) AND "paidAt" >= ${from}::timestamptz AND "paidAt" < ${to}::timestamptz
        AND "amountTotal" IS NOT NULL
      GROUP BY "courseId", "currency"
    ) AS paid
    ORDER BY "currency", "courseId"`;
  return rows.map(({ courseId, ...revenue }) => ({ courseId, revenue }));
}

/** The sums of several courses, by currency. */
export function addRevenue(revenues: readonly Revenue[]): Revenue[] {
  const byCurrency = new Map<string, Revenue>();
  for (const revenue of revenues) {
    const sum = byCurrency.get(revenue.currency);
    byCurrency.set(revenue.currency, sum === undefined ? revenue : added(sum, revenue));
  }
  return [...byCurrency.values()].toSorted((a, b) => a.currency.localeCompare(b.currency));
}

function added(a: Revenue, b: Revenue): Revenue {
  return {
    currency: a.currency,
    purchases: a.purchases + b.purchases,
    gross: a.gross + b.gross,
    refunded: a.refunded + b.refunded,
    disputed: a.disputed + b.disputed,
    tax: a.tax + b.tax,
    fee: a.fee + b.fee,
    unknownFees: a.unknownFees + b.unknownFees,
    net: a.net + b.net,
  };
}
