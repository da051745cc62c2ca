/** The pictures of the scenes in list-scenes.js. */
export const listShots = [
  { name: "course-list-light", scene: "course-list", width: 1040 },
  { name: "course-list-dark", scene: "course-list", width: 1040, scheme: "dark" },
  { name: "course-list-280", scene: "course-list", width: 280 },
  { name: "course-list-rtl", scene: "course-list-arabic", width: 1040 },
  { name: "course-list-own", scene: "course-list-own", width: 1040 },
  { name: "course-list-skeleton", scene: "course-list-skeleton", width: 1040 },
  { name: "course-list-states", scene: "course-list-states", width: 1040 },
  { name: "course-list-states-dark", scene: "course-list-states", width: 320, scheme: "dark" },
  { name: "course-list-failed-more", scene: "course-list-failed-more", width: 1040 },
  { name: "chapter-list-light", scene: "chapter-list", width: 1040 },
  { name: "chapter-list-dark", scene: "chapter-list", width: 1040, scheme: "dark" },
  { name: "chapter-list-280", scene: "chapter-list", width: 280 },
  { name: "chapter-list-rtl", scene: "chapter-list-arabic", width: 1040 },
  { name: "chapter-list-forced-colors", scene: "chapter-list", width: 700, forcedColors: "active" },
];
