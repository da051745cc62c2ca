import { Price as MinorUnits } from "@courselet/contract/money";
import { CategoryName, Description, text, Title, UserId } from "@courselet/contract/text";
import { z } from "zod";

import { FREE, parsePrice } from "./price.js";

/*
 * What a manifest may say: the one description that checks files, types the reader and becomes manifest.schema.json.
 * Every object is strict, so that a mistyped key is an error and not a silent default.
 */

export const Key = z
  .string({ error: (issue) => (issue.input === undefined ? "is missing" : "must be text (put a number in quotes)") })
  .trim()
  .max(200)
  .regex(/^[\p{L}\p{N}][\p{L}\p{M}\p{N}._-]*$/u, "must be letters, digits, points, hyphens and underscores")
  .meta({
    description: "stable name: the id is derived from it, so a changed key makes a new row; a UUID is the id itself",
  });
/** A day, or an instant with its offset. */
export const InstantText = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })], {
    error: "must be a date such as 2026-01-31 or 2026-01-31T09:30:00Z",
  })
  .transform((value) => new Date(value));

const Reference = text(2000).min(1).meta({ description: "an http(s) URL, or a path inside the manifest's folder" });

const PriceText = z
  .string()
  .transform((value, context) => {
    const parsed = parsePrice(value);
    if ("money" in parsed) return parsed.money;
    context.addIssue({ code: "custom", message: parsed.reason });
    return z.NEVER;
  })
  .meta({ description: "an amount and its currency", examples: ["49.00 usd", "4800 jpy"] });

export const Price = z
  .union(
    [
      z.null().meta({ description: "not for sale yet" }),
      z
        .literal(0)
        .transform(() => FREE)
        .meta({ description: "free" }),
      PriceText,
      MinorUnits,
    ],
    {
      error:
        "must be null (not for sale yet), 0 (free), a text such as 49.00 usd, or { amount, currency } in minor units",
    },
  )
  .meta({ description: "null or absent: not for sale yet; 0: free; 49.00 usd" });

export const ManifestChapter = z
  .strictObject({
    key: Key,
    title: Title,
    description: Description.nullish(),
    video: Reference.nullish(),
    mux: z
      .strictObject({
        assetId: text(200).min(1),
        playbackId: text(200).min(1).nullish().meta({ description: "absent: it is not ready to play yet" }),
        policy: z
          .enum(["signed", "public"])
          .default("signed")
          .meta({ description: "of the playback id; public only where the chapter is free" }),
      })
      .nullish()
      .meta({ description: "an asset that is at Mux already" }),
    durationSeconds: z
      .number()
      .positive()
      .max(7 * 24 * 3600)
      .nullish()
      .meta({ description: "of a Mux asset or a video by URL; that of a local file is read from the file" }),
    taste: z
      .int()
      .min(1)
      .max(7 * 24 * 3600)
      .nullish()
      .meta({ description: "so many seconds from the start may be watched while the chapter is locked" }),
    free: z.boolean().default(false).meta({ description: "anybody may play it" }),
    published: z.boolean().default(true),
  })
  .refine(({ free, mux }) => free || mux?.policy !== "public", {
    path: ["mux", "policy"],
    error: "public is for chapters that are free: whoever knows the playback id plays it",
  })
  .meta({ description: "a chapter; its place in the list is its position" });

export const ManifestAttachment = z.strictObject({ key: Key, name: Title, file: Reference });

export const ManifestCourse = z.strictObject({
  key: Key,
  author: UserId.nullish().meta({ description: "who owns it, before the author of the whole file" }),
  title: Title,
  description: Description.nullish(),
  image: Reference.nullish().meta({
    description: "cover, 16:9: an http(s) URL, or a path inside the manifest's folder",
  }),
  category: CategoryName.nullish(),
  price: Price.optional(),
  published: z.boolean().default(true),
  completion: z
    .union([z.literal("ended"), z.int().min(0).max(100)], { error: "must be ended, or a percentage from 0 to 100" })
    .nullish()
    .meta({
      description:
        "a chapter is completed when so many percent of it were watched; absent or ended: as pages say, else at its end",
    }),
  manualCompletion: z.boolean().default(true).meta({ description: "learners may mark chapters as completed" }),
  createdAt: InstantText.optional().meta({ description: "what `sort=newest` goes by; without it, the first import" }),
  chapters: z.array(ManifestChapter).max(2000).default([]),
  attachments: z.array(ManifestAttachment).max(200).default([]),
});

export const Manifest = z
  .strictObject({
    courselet: z.literal(1).meta({ description: "version of this format" }),
    author: UserId.optional().meta({ description: "user id of whoever owns new courses: `<issuer>:<sub>`" }),
    categories: z.array(CategoryName).default([]),
    courses: z.array(ManifestCourse),
  })
  .meta({ title: "Courselet manifest", description: "Courses to import with `courselet import <file>`" });
export type Manifest = z.infer<typeof Manifest>;
