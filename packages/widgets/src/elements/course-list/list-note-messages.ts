/** What is said in the place of courses. Loaded when there are none. */
export const noteMessages = {
  noCourses: "There are no courses here yet.",
  nothingFound: "Nothing found",
  clearFilters: "Clear search and filters",
  signInForList: "Sign in to see your courses.",
  signIn: "Sign in",
} as const;
