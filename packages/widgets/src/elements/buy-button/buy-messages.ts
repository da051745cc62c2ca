import { courseMessages } from "../../shared/course-messages.js";

export const buyMessages = {
  ...courseMessages,
  buyCourse: "Buy course",
  enrolFree: "Enrol for free",
  ofCourse: ": {title}",
  openingCheckout: "Opening checkout…",
  enrolling: "Enrolling…",
  confirmingPayment: "Confirming payment…",
  comingSoon: "Coming soon",
  continueCourse: "Continue",
  watchAgain: "Watch again",
  ownCourse: "You own this course",
  buyFailed: "That did not work. Nothing was charged.",
} as const;
