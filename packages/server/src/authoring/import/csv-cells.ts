import type { Money } from "@courselet/contract/money";

import type { Field } from "./csv-columns.js";
import { InstantText } from "./manifest.js";
import { FREE, parseAmount, parsePrice } from "./price.js";

/** The cells of one row. */
export interface CsvCells {
  /** Trimmed; undefined when the file has no such column. */
  text(field: Field): string | undefined;
  refuse(field: Field, reason: string): void;
  /** Of a `price_<currency>` column. */
  priceCurrency: string | null;
}

/**
 * A row's price. Undefined: the file has no column for it; null: not for sale yet. `is_paid` must agree with the amount;
 * by itself, `False` means free.
 */
export function priceCell(cells: CsvCells): Money | null | undefined {
  const price = amountCell(cells);
  const isPaid = booleanCell(cells, "isPaid");
  if (isPaid === undefined) return price;
  if (price === null || price === undefined) return isPaid ? price : FREE;
  if (isPaid !== price.amount > 0) {
    cells.refuse("isPaid", `says ${isPaid ? "True" : "False"}, but the price is ${cells.text("price")}`);
  }
  return price;
}

function amountCell(cells: CsvCells): Money | null | undefined {
  const text = cells.text("price");
  if (text === undefined) return undefined;
  if (text === "") return null;
  const currency = cells.priceCurrency ?? cells.text("currency") ?? "";
  if (currency === "" && /^0+(\.0+)?$/.test(text)) return FREE;
  const parsed = currency === "" ? parsePrice(text) : parseAmount(text, currency);
  if ("money" in parsed) return parsed.money;
  cells.refuse("price", parsed.reason);
  return undefined;
}

/**
 * `published`: true, false, or since when. A date publishes the course and is its `createdAt`, by which the newest are
 * listed first; an empty cell is a draft.
 */
export function publishedCell(
  cells: CsvCells,
  now: Date,
): { isPublished: boolean | undefined; createdAt: Date | undefined } {
  const text = cells.text("published");
  if (text === undefined) return { isPublished: undefined, createdAt: undefined };
  const flag = asBoolean(text);
  if (text === "" || flag !== undefined) return { isPublished: flag ?? false, createdAt: undefined };
  const instant = InstantText.safeParse(text);
  if (!instant.success)
    cells.refuse("published", `"${text}" must be true, false, or a date such as 2026-01-31T09:30:00Z`);
  else if (instant.data > now) cells.refuse("published", `"${text}" is in the future`);
  return { isPublished: true, createdAt: instant.data };
}

function booleanCell(cells: CsvCells, field: Field): boolean | undefined {
  const text = cells.text(field);
  if (text === undefined || text === "") return undefined;
  const value = asBoolean(text);
  if (value === undefined) cells.refuse(field, `"${text}" must be True or False`);
  return value;
}

function asBoolean(text: string): boolean | undefined {
  const word = text.toLowerCase();
  return word === "true" ? true : word === "false" ? false : undefined;
}
