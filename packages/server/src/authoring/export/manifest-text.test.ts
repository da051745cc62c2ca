import { expect, it } from "vitest";
import { parse } from "yaml";

import { seededRandom } from "../../testing/seeded-random.js";
import { MANIFEST_TEXTS } from "./manifest-text.js";

const PARTS = [
  "a",
  "Ü",
  "講座",
  "\u{1f600}",
  " ",
  "  ",
  "\n",
  "\n\n",
  "\r",
  "\t",
  ":",
  ": ",
  "#",
  " #",
  "- ",
  "---",
  "...",
  "|",
  ">",
  "'",
  '"',
  "\\",
  "{",
  "]",
  "%",
  "@",
  "`",
  "&a",
  "*a",
  "!t",
  "~",
  "null",
  "true",
  "0x1",
  "1e3",
  "2026-01-01",
  "\u0085",
  "\u2028",
  "\u2029",
  "\u00a0",
  "\ufeff",
  "\u0007",
  "\u200f",
  "\u007f",
  "=",
  "<<",
  "?",
  ",",
];

it.each(["yaml", "json"] as const)("says every text in %s so that it is read as it was", (format) => {
  const random = seededRandom(4);
  const pick = () => PARTS[random(PARTS.length)] ?? "";
  const text = () => Array.from({ length: 1 + random(6) }, pick).join("");
  const writer = MANIFEST_TEXTS[format];
  const head = { courselet: 1, categories: [text(), text()] };
  const courses = Array.from({ length: 2000 }, () => ({
    key: text(),
    description: text(),
    mux: { assetId: text() },
    chapters: [{ key: text(), description: `${text()}\n${text()}`, durationSeconds: 1.5 }],
  }));
  const written =
    writer.head(head) + courses.map((course, index) => writer.course(course, index === 0)).join("") + writer.end(false);
  const read: unknown = format === "yaml" ? parse(written, { uniqueKeys: false }) : JSON.parse(written);
  expect(read).toEqual({ ...head, courses });
});
