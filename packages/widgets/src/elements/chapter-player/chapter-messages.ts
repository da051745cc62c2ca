import { courseMessages } from "../../shared/course-messages.js";

export const chapterMessages = {
  ...courseMessages,
  chapterList: "Chapters",
  countDone: "{done} of {count}",
  playChapter: "Play {title}",
  resumeAt: "Resume at {time}",
  freeChapter: "Free chapter",
  freeTag: "Free",
  nextChapter: "Next chapter",
  completed: "Completed",
  locked: "Locked",
  noChapters: "This course has no chapters yet.",
  videoFailed: "The video could not be played.",
} as const;
