import { courseMessages } from "../../shared/course-messages.js";

export const courseCardMessages = {
  ...courseMessages,
  freeChapters: { one: "{count} free chapter", other: "{count} free chapters" },
  free: "Free",
} as const;
