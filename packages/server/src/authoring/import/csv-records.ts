import { CsvError, parse } from "csv-parse/sync";

import type { Problem } from "./problems.js";

/** One record of a CSV file and the line it begins in, from 1. A quoted value may go on for several lines. */
export interface CsvRecord {
  line: number;
  values: string[];
}

/** Reads UTF-8 CSV: commas, quotes, LF or CRLF, with or without a byte order mark; empty lines are skipped. */
export function readCsvRecords(bytes: Buffer): { records: CsvRecord[] } | { problems: Problem[] } {
  const lines = lineCounter(bytes);
  const records: CsvRecord[] = [];
  try {
    parse(bytes, {
      bom: true,
      skip_empty_lines: true,
      // A record with too few or too many values is named with the others, instead of ending the reading.
      relax_column_count: true,
      on_record: (values: string[], { bytes: end }) => {
        records.push({ line: lines.nextRecord(), values });
        lines.endedAt(end);
        return null;
      },
    });
    return { records };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return {
      problems: [{ line: lines.nextRecord(), path: "", reason: `is not CSV: ${REASONS[error.code] ?? error.message}` }],
    };
  }
}

const REASONS: Partial<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: "a quote that is opened here is never closed",
  CSV_INVALID_CLOSING_QUOTE: "a value goes on after its closing quote (a quote inside a value is doubled)",
  INVALID_OPENING_QUOTE: "a quote stands inside a value that is not quoted",
};

function isLineBreak(byte: number | undefined): boolean {
  return byte === 0x0a || byte === 0x0d;
}

/** Lines by byte: csv-parse counts the line breaks inside quoted values twice when they are CRLF. */
function lineCounter(bytes: Buffer) {
  let position = 0;
  let line = 1;
  const advanceTo = (end: number) => {
    for (; position < end; position++) {
      if (bytes[position] === 0x0a || (bytes[position] === 0x0d && bytes[position + 1] !== 0x0a)) line += 1;
    }
  };
  return {
    endedAt: (end: number) => advanceTo(end),
    /** The line where the next record begins: after empty lines. */
    nextRecord: () => {
      let start = position;
      while (isLineBreak(bytes[start])) start += 1;
      advanceTo(start);
      return line;
    },
  };
}
