/** What more than one element says about a course. */
export const courseMessages = {
  chapters: { one: "{count} chapter", other: "{count} chapters" },
  courseFailed: "This course could not be loaded.",
  tryAgain: "Try again",
} as const;
