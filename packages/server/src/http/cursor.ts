import { z } from "zod";

import { InvalidRequestError } from "./errors.js";

/** A time in a cursor. There is no year 0 in PostgreSQL. */
export const CursorInstant = z.iso.datetime().refine((text) => !text.startsWith("0000"), "before all time");

/** Where a page ended, as opaque text for clients to hand back. */
export function encodeCursor(position: object): string {
  return Buffer.from(JSON.stringify(position)).toString("base64url");
}

/** Reads a cursor of this server's own; anything else, also one of another list, is an InvalidRequestError. */
export function decodeCursor<Schema extends z.ZodType>(cursor: string, schema: Schema): z.infer<Schema> {
  const result = schema.safeParse(parse(cursor));
  if (result.success) return result.data;
  throw new InvalidRequestError("The cursor is not one that this list gave.", [
    { path: "cursor", message: "pass `nextCursor` of the page before, with the same other parameters" },
  ]);
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}
