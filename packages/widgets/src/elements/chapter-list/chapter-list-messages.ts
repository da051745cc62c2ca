import { courseMessages } from "../../shared/course-messages.js";

export const chapterListMessages = {
  ...courseMessages,
  chapterList: "Chapters",
  countDone: "{done} of {count}",
  freeTag: "Free",
  completed: "Completed",
  locked: "Locked",
  reading: "Reading",
  timeLeft: "{time} left",
  noChapters: "This course has no chapters yet.",
} as const;
