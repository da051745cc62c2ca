import { z } from "zod";

/* Texts as authors give them, in a request or in a file: one rule for both. */

/** Text that PostgreSQL can keep: no NUL, no half of a surrogate pair. Spaces around it are dropped. */
export const text = (maximum: number) =>
  z
    .string()
    .trim()
    .max(maximum)
    .refine(
      (value) => !value.includes("\u0000") && !/\p{Surrogate}/u.test(value),
      "holds a character that is not text",
    );

/** One line: line breaks and repeated spaces become one space. */
export const Title = text(300)
  .min(1)
  .overwrite((value) => value.replace(/[ \t\r\n]+/g, " "))
  .meta({ description: "1 to 300 characters of any script" });
export const Description = text(20_000).meta({ description: "up to 20,000 characters" });
export const CategoryName = text(100).min(1).meta({ description: "a category's name, 1 to 100 characters" });
/** An issuer and what it calls somebody, which may hold spaces: `host:42`, `host:Jo Doe`. */
export const UserId = text(300).regex(/^[^:\s]+:\S(.*\S)?$/, "must be a user id, such as host:42");

/** Plainly written: a host without user name and password, and no character that browsers drop or rewrite. */
const PLAIN_ADDRESS = /^https?:\/\/[^/?#@\\\s\p{Cc}]+([/?#][^\\\s\p{Cc}\p{Surrogate}]*)?$/iu;

/** An address that browsers fetch: http or https. */
export const WebAddress = z
  .url({ protocol: /^https?$/, abort: true, error: "must be an http or https URL" })
  .max(2000)
  .refine(
    (value) => PLAIN_ADDRESS.test(value),
    "must be an http or https URL without user name, spaces and backslashes",
  )
  .meta({ description: "an http(s) URL", examples: ["https://cdn.school.example/cover.webp"] });
