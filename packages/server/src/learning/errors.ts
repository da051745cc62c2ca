import type { LockReason } from "@courselet/contract/learning";

import { CourseletError } from "../http/errors.js";

const MESSAGES: Record<LockReason, string> = {
  not_purchased: "This belongs to a course that you have not bought.",
  not_enrolled: "This belongs to a free course that you have not joined yet.",
  refunded: "Your payment for this course was given back.",
  disputed: "Your payment for this course was taken back by your bank.",
  payment_processing: "Your payment for this course is still on its way.",
};

/** The learner is known and may not see this; the code says why. */
export class LockedError extends CourseletError {
  constructor(reason: LockReason) {
    super(reason, MESSAGES[reason]);
  }
}

export class NotFreeError extends CourseletError {
  constructor() {
    super("not_free", "This course is not free: buy it to have access.");
  }
}

export class NoVideoError extends CourseletError {
  constructor() {
    super("not_found", "This chapter has no video.");
  }
}

/** The chapter has a video, and it cannot be played now. */
export class VideoUnavailableError extends CourseletError {
  constructor(message: string, cause?: unknown) {
    super("video_unavailable", message);
    this.cause = cause;
  }
}
