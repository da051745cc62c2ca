import type { LockReason } from "@courselet/contract/learning";

export const chapterMessages = {
  chapters: { one: "{count} chapter", other: "{count} chapters" },
  chapterList: "Chapters",
  countDone: "{done} of {count}",
  playChapter: "Play {title}",
  resumeAt: "Resume at {time}",
  freeChapter: "Free chapter",
  freeTag: "Free",
  startingVideo: "Starting the video…",
  nextChapter: "Next chapter",
  completed: "Completed",
  locked: "Locked",
  noChapters: "This course has no chapters yet.",
  courseFailed: "This course could not be loaded.",
  videoFailed: "The video could not be played. Check the connection and try again.",
  videoUnavailable: "The video is not available at the moment.",
  tryAgain: "Try again",
  notPurchased: "This chapter is part of the full course",
  notEnrolled: "Enrol for free to watch this chapter",
  refunded: "This course was refunded. Buy it again to go on",
  disputed: "Closed while your bank examines the payment",
  paymentProcessing: "Your payment is being confirmed. The chapter opens here by itself",
} as const;

export const lockSentence: Readonly<Record<LockReason, keyof typeof chapterMessages>> = {
  not_purchased: "notPurchased",
  not_enrolled: "notEnrolled",
  refunded: "refunded",
  disputed: "disputed",
  payment_processing: "paymentProcessing",
};
