import type { PublishRequirement } from "@courselet/contract/authoring";

import { ConflictError, type ErrorDetail } from "../http/errors.js";

/** What is missing, in words for the author. */
const WORDS: Record<PublishRequirement, string> = {
  title: "a title",
  description: "a description",
  imageUrl: "a picture",
  categoryId: "a category",
  price: "a price; 0 is one, too",
  chapters: "at least one published chapter with a video",
};

/** What is asked for would publish something, or leave something published, that is not complete. `details` says what is missing. */
export class NotPublishableError extends ConflictError {
  constructor(message: string, details: ErrorDetail[]) {
    super("not_publishable", message, details);
  }
}

/** The details of a course that is not complete. */
export function detailsOf(missing: readonly PublishRequirement[]): ErrorDetail[] {
  return missing.map((path) => ({ path, message: `needs ${WORDS[path]}` }));
}

/** Somebody paid for the course, is paying, or has joined it: it cannot be deleted. */
export class HasPurchasesError extends ConflictError {
  constructor() {
    super(
      "has_purchases",
      "Somebody has bought or joined this course, or is paying for it now, and their records stay. Unpublish it instead.",
    );
  }
}
