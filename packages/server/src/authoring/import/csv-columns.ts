import { parseAmount } from "./price.js";
import type { Problem } from "./problems.js";

const NAMES = {
  key: ["key", "id", "course_id"],
  title: ["title"],
  description: ["description"],
  category: ["category", "subject"],
  image: ["image"],
  price: ["price"],
  currency: ["currency"],
  isPaid: ["is_paid"],
  published: ["published"],
} as const;

export type Field = keyof typeof NAMES;

/** Where each field stands, and how its column is called. */
export interface CsvColumns {
  width: number;
  find(field: Field): { index: number; name: string } | undefined;
  /** Of a `price_<currency>` column; null: each row names its own. */
  priceCurrency: string | null;
  /** Names of the columns that nothing is made of. */
  ignored: string[];
}

/** Finds the columns by their names in the header, in any order and any case. */
export function readHeader(header: readonly string[], line: number): { columns: CsvColumns } | { problems: Problem[] } {
  const problems: Problem[] = [];
  const names = header.map((name) => name.trim().toLowerCase());
  const places = new Map<Field, { index: number; name: string }>();
  let priceCurrency: string | null = null;
  const ignored: string[] = [];

  for (const [index, name] of names.entries()) {
    const currency = /^price_(.*)$/.exec(name)?.[1];
    const field = currency === undefined ? fieldNamed(name) : "price";
    if (field === undefined) {
      ignored.push(name === "" ? `column ${index + 1}, which has no name` : name);
      continue;
    }
    const taken = places.get(field);
    if (taken) {
      problems.push({ line, path: name, reason: `means the same as the column ${taken.name}: keep one of them` });
      continue;
    }
    places.set(field, { index, name });
    if (currency === undefined) continue;
    const parsed = parseAmount("0", currency);
    if ("reason" in parsed) problems.push({ line, path: name, reason: parsed.reason });
    else priceCurrency = parsed.money.currency;
  }
  if (!places.has("key")) problems.push({ line, path: "", reason: missing(NAMES.key, header) });
  if (!places.has("title")) problems.push({ line, path: "", reason: missing(NAMES.title, header) });
  if (priceCurrency !== null && places.has("currency")) {
    problems.push({ line, path: "currency", reason: `says again what price_${priceCurrency} says: keep one of them` });
  }
  if (problems.length > 0) return { problems };
  return { columns: { width: header.length, find: (field) => places.get(field), priceCurrency, ignored } };
}

function fieldNamed(name: string): Field | undefined {
  return (Object.keys(NAMES) as Field[]).find((field) => (NAMES[field] as readonly string[]).includes(name));
}

function missing(names: readonly string[], header: readonly string[]): string {
  const hint = header.length === 1 && /[;\t]/.test(header[0] ?? "") ? ": the values must be separated by commas" : "";
  return `the header has no column ${names.join(" or ")}${hint}`;
}
