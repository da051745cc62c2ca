export const courseListMessages = {
  courseList: "Courses",
  courses: { one: "{count} course", other: "{count} courses" },
  moreCourses: { one: "{count} more course", other: "{count} more courses" },
  showMore: "Show more",
  loadingMore: "Loading…",
  listFailed: "The courses could not be loaded.",
  tryAgain: "Try again",
} as const;
