import { z } from "zod";

/** A course, chapter, category or attachment: a UUID, as the server made it. */
export const Id = z.uuid().meta({ description: "UUID", examples: ["0b8f8f4e-6a1c-5d62-9c8b-2f1c7a1f3b10"] });

/** Seconds since the epoch never cross the wire: every date is ISO 8601 in UTC. */
export const Instant = z.iso.datetime().meta({ description: "ISO 8601, UTC", examples: ["2026-01-31T09:30:00.000Z"] });

/** How many ids one request may ask for. */
export const MAX_IDS = 100;

/** `ids=a,b,c` in a query: 1 to 100 ids, repeated ones counted once, order kept. */
export const IdList = z
  .string()
  .transform((text) => [...new Set(text.split(",").filter((part) => part !== ""))])
  .pipe(z.array(Id).min(1).max(MAX_IDS))
  .meta({ type: "string", description: `1 to ${MAX_IDS} ids, separated by commas` });
