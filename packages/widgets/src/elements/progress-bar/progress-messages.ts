export const progressMessages = {
  progress: "Progress",
  chaptersDone: { one: "{done} of {count} chapter", other: "{done} of {count} chapters" },
  countDone: "{done} of {count}",
} as const;
