import type { LockReason } from "@courselet/contract/learning";

import { courseMessages } from "../../shared/course-messages.js";

/** Why a chapter is locked, by the server's reason. */
export const lockMessages = {
  not_purchased: "This chapter is part of the full course",
  not_enrolled: "Enrol for free to watch this chapter",
  refunded: "This course was refunded. Buy it again to go on",
  disputed: "Closed while your bank examines the payment",
  payment_processing: "Your payment is being confirmed. The chapter opens here by itself",
} as const satisfies Record<LockReason, string>;

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
  videoUnavailable: "The video is not available at the moment.",
  ...lockMessages,
} as const;
