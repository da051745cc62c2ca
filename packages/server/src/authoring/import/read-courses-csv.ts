import { CategoryName, Description, Title } from "@courselet/contract/text";
import type { z } from "zod";

import { type CsvColumns, readHeader } from "./csv-columns.js";
import { type CsvCells, publishedCell, priceCell } from "./csv-cells.js";
import { type CsvRecord, readCsvRecords } from "./csv-records.js";
import type { CoursePlan, ImportPlan, MediaSource } from "./import-plan.js";
import { Key } from "./manifest.js";
import { findMedia } from "./media-source.js";
import type { Problem } from "./problems.js";
import { courseId } from "./stable-ids.js";

/** Reads a CSV file of courses without chapters: every faulty row at once, or the plan. `folder` is where its images are. */
export async function readCoursesCsv({
  bytes,
  folder,
  now,
  onProgress,
}: {
  bytes: Buffer;
  folder: string;
  now: Date;
  onProgress: (done: number, total: number) => void;
}): Promise<{ plan: ImportPlan } | { problems: Problem[] }> {
  const read = readCsvRecords(bytes);
  if ("problems" in read) return read;
  const [header, ...rows] = read.records;
  if (!header) return { problems: [{ line: null, path: "", reason: "is empty: the first line names the columns" }] };
  const found = readHeader(header.values, header.line);
  if ("problems" in found) return found;
  const { columns } = found;

  const problems: Problem[] = [];
  const notes = columns.ignored.length > 0 ? [`columns that were not used: ${columns.ignored.join(", ")}`] : [];
  const firstOf = new Map<string, CsvRecord>();
  const courses: CoursePlan[] = [];
  for (const [index, record] of rows.entries()) {
    onProgress(index, rows.length);
    const row = await readRow({ record, columns, folder, now });
    if ("problems" in row) {
      problems.push(...row.problems);
      continue;
    }
    const first = firstOf.get(row.course.id);
    if (!first) {
      firstOf.set(row.course.id, record);
      courses.push(row.course);
      if (isTornTitle(columns, record)) {
        notes.push(`line ${record.line}: the title goes on in the next line; perhaps a quote is missing in that row`);
      }
    } else if (record.values.every((value, column) => value === first.values[column])) {
      notes.push(`line ${record.line} repeats line ${first.line} (${row.course.key}) word for word and was skipped`);
    } else {
      const reason = `"${row.course.key}" stands in line ${first.line} already, with other values`;
      problems.push({ line: record.line, path: columns.find("key")?.name ?? "", reason });
    }
  }
  onProgress(rows.length, rows.length);
  return problems.length > 0 ? { problems } : { plan: { author: undefined, categories: [], courses, notes } };
}

async function readRow({
  record,
  columns,
  folder,
  now,
}: {
  record: CsvRecord;
  columns: CsvColumns;
  folder: string;
  now: Date;
}): Promise<{ course: CoursePlan } | { problems: Problem[] }> {
  const { line, values } = record;
  if (values.length !== columns.width) {
    const reason = `has ${values.length} values, but the header names ${columns.width} columns`;
    return { problems: [{ line, path: "", reason }] };
  }
  const problems: Problem[] = [];
  const cells: CsvCells = {
    priceCurrency: columns.priceCurrency,
    text: (field) => {
      const column = columns.find(field);
      return column && (values[column.index] ?? "").trim();
    },
    refuse: (field, reason) => problems.push({ line, path: columns.find(field)?.name ?? field, reason }),
  };
  const checked = <Value>(
    field: "key" | "title" | "description" | "category",
    schema: z.ZodType<Value>,
  ): Value | undefined => {
    const parsed = schema.safeParse(cells.text(field));
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues) cells.refuse(field, issue.message);
    return undefined;
  };
  /** Undefined: no such column; null: the cell is empty. */
  const optional = <Value>(field: "description" | "category", schema: z.ZodType<Value>): Value | null | undefined => {
    const text = cells.text(field);
    return text === undefined || text === "" ? (text === undefined ? undefined : null) : checked(field, schema);
  };

  const key = checked("key", Key);
  const title = checked("title", Title);
  const description = optional("description", Description);
  const category = optional("category", CategoryName);
  const image = await imageCell(cells, folder);
  const price = priceCell(cells);
  const { isPublished, createdAt } = publishedCell(cells, now);
  if (key === undefined || title === undefined || problems.length > 0) return { problems };
  return {
    course: {
      id: courseId(key),
      key,
      line,
      title,
      description,
      image,
      category,
      price,
      isPublished,
      createdAt,
      author: undefined,
      completionPercent: undefined,
      allowsManualCompletion: undefined,
      chapters: undefined,
      attachments: undefined,
    },
  };
}

/** Legal CSV, but titles have one line: more often a quote was forgotten and the next row became part of the title. */
function isTornTitle(columns: CsvColumns, { values }: CsvRecord): boolean {
  const column = columns.find("title");
  return column !== undefined && /[\r\n]/.test((values[column.index] ?? "").trim());
}

async function imageCell(cells: CsvCells, folder: string): Promise<MediaSource | null | undefined> {
  const reference = cells.text("image");
  if (reference === undefined) return undefined;
  if (reference === "") return null;
  const found = await findMedia({ reference, kind: "image", folder });
  if ("source" in found) return found.source;
  cells.refuse("image", found.reason);
  return undefined;
}
