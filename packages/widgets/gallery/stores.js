import { exampleCourse, exampleId } from "../src/testing/example-course.ts";
import { scriptedStore } from "../src/testing/scripted-client.ts";

const cover = (name) => new URL(`covers/${name}.svg`, document.baseURI).href;
const minutes = (...numbers) => numbers.map((number) => Math.round(number * 60));
const usd = (amount) => ({ amount, currency: "usd" });

/** A course with these chapters; `each` changes one of them by its position. */
function course(n, { titles = [], seconds = [], free = 0, each = {}, ...changes }) {
  const chapters = titles.map((title, index) => ({
    id: exampleId(n * 100 + index, "chapter"),
    title,
    description: null,
    position: index + 1,
    isFree: index < free,
    durationSeconds: seconds[index] ?? 300,
    hasVideo: true,
    tasteSeconds: null,
    ...each[index + 1],
  }));
  return exampleCourse(n, { chapters, freeChapterCount: free, chapterCount: chapters.length, ...changes });
}

const mapTitles = [
  "What a map is for",
  "Choosing a projection",
  "Scale and generalising",
  "Colour that means something",
  "Labels people can find",
  "Small multiples",
  "Maps that move",
  "Printing, or not",
];

export const courses = {
  photography: course(1, {
    title: "Light, shadow and the patience to wait for both",
    description:
      "Read natural light, place a subject in it, and come home with one picture that you would hang on a wall.",
    imageUrl: cover("light"),
    category: { id: exampleId(1, "category"), name: "Photography" },
    chapterCount: 12,
    freeChapterCount: 2,
    durationSeconds: 9600,
  }),
  maps: course(2, {
    title: "Maps that tell the truth",
    description: "Projections, colour and scale: draw maps that people read correctly at the first look.",
    imageUrl: cover("maps"),
    category: { id: exampleId(2, "category"), name: "Data" },
    titles: mapTitles,
    seconds: minutes(4.17, 11.54, 9.08, 14.34, 8.74, 12.02, 7.5, 15),
    free: 1,
    durationSeconds: 6900,
    price: usd(3900),
  }),
  music: course(3, {
    title: "Listening like a producer",
    description: "Hear what is in a mix, in what order it was put there, and why it works.",
    imageUrl: cover("music"),
    category: { id: exampleId(3, "category"), name: "Music" },
    chapterCount: 20,
    durationSeconds: 18_600,
    price: usd(0),
  }),
  garden: course(4, {
    title: "A garden on a balcony",
    description: "Herbs first.",
    imageUrl: null,
    category: { id: exampleId(4, "category"), name: "Home" },
    chapterCount: 1,
    freeChapterCount: 0,
    durationSeconds: 1500,
    price: null,
  }),
  german: course(5, {
    title: "Donaudampfschifffahrtsgesellschaftskapitänsausbildung für Fortgeschrittene und Wiedereinsteigerinnen",
    description:
      "Binnenschifffahrtsstraßenordnung, Geschwindigkeitsbeschränkungen und Nebelsignale, Schritt für Schritt erklärt.",
    imageUrl: cover("garden"),
    category: { id: exampleId(5, "category"), name: "Verkehrswirtschaft und Logistik" },
    chapterCount: 124,
    freeChapterCount: 3,
    durationSeconds: 93_600,
    price: { amount: 123_400, currency: "eur" },
  }),
  japanese: course(6, {
    title: "はじめてのデータベース設計と、長く使えるスキーマの考え方を身につける実践講座",
    description:
      "正規化からインデックスまで、実例を通して学びます。手を動かしながら、本当に役に立つ設計の勘どころをつかみましょう。",
    imageUrl: cover("maps"),
    category: { id: exampleId(6, "category"), name: "プログラミング" },
    chapterCount: 18,
    freeChapterCount: 1,
    durationSeconds: 12_000,
    price: { amount: 4900, currency: "jpy" },
  }),
  arabic: course(7, {
    title: "الضوء والظل والصبر على انتظارهما معًا",
    description: "اقرأ الضوء الطبيعي وضع الموضوع فيه وعد إلى البيت بصورة واحدة تستحق أن تُعلَّق على الجدار.",
    imageUrl: cover("light"),
    category: { id: exampleId(7, "category"), name: "التصوير" },
    titles: ["ما فائدة الخريطة", "اختيار الإسقاط", "المقياس والتعميم", "اللون الذي يعني شيئًا", "تسميات يجدها الناس"],
    seconds: minutes(4, 11, 9, 14, 8),
    free: 2,
    durationSeconds: 9600,
    price: { amount: 18_500, currency: "sar" },
  }),
};

const workshop = {
  title: "A week at the printing press",
  description: "From a drawing to a bound book, one day at a time.",
  imageUrl: cover("garden"),
  category: { id: exampleId(8, "category"), name: "Craft" },
  titles: ["Monday: paper", "Tuesday: what you will need", "Wednesday: ink", "Thursday: binding"],
  seconds: minutes(12, 0, 18, 22),
  free: 1,
  each: {
    2: {
      hasVideo: false,
      durationSeconds: null,
      description: "A bone folder, a needle, waxed thread, and a table that may get dirty.\n\nPrint the list below.",
    },
    3: { tasteSeconds: 20 },
  },
  durationSeconds: 3120,
};

courses.workshop = course(8, {
  ...workshop,
  attachments: [
    { id: exampleId(1, "checkout"), name: "Shopping list.pdf", sizeBytes: 182_000, contentType: "application/pdf" },
    { id: exampleId(2, "checkout"), name: "Templates.zip", sizeBytes: 4_700_000, contentType: "application/zip" },
  ],
  price: usd(6900),
});
courses.workshopFree = course(9, { ...workshop, price: usd(0) });

const mapsProgress = {
  completedChapters: 3,
  totalChapters: 8,
  percent: 38,
  nextChapterId: courses.maps.chapters[3].id,
  positionSeconds: 372,
  completedChapterIds: courses.maps.chapters.slice(0, 3).map(({ id }) => id),
};
const owned = { access: "purchased", reason: null };

function build(token) {
  const scripted = scriptedStore({ token });
  for (const each of Object.values(courses)) scripted.api.addCourse(each);
  scripted.api.learner("visitor", courses.maps.id, { ...owned, wishlisted: true, progress: mapsProgress });
  scripted.api.learner("visitor", courses.workshop.id, owned);
  scripted.api.learner("visitor", courses.arabic.id, {
    ...owned,
    progress: {
      ...mapsProgress,
      completedChapters: 2,
      totalChapters: 5,
      percent: 40,
      nextChapterId: courses.arabic.chapters[2].id,
      completedChapterIds: courses.arabic.chapters.slice(0, 2).map(({ id }) => id),
    },
  });
  return scripted;
}

/** Maps are owned and 3 of 8 chapters done; nothing else is. */
export const { store: paid, api: paidApi } = build("visitor");
/** Nothing is owned. */
export const { store: newcomer, api: newcomerApi } = build("somebody");
/** Maps are owned by another user's token, here nobody owns anything and the answer never comes. */
const slowScripted = build("visitor");
slowScripted.api.hold(/./);
export const slow = slowScripted.store;

const failingScripted = build("visitor");
failingScripted.api.fail(/./, "offline");
export const failing = failingScripted.store;

/** A store of its own for one state of a purchase. */
export function purchasing(purchase, id = courses.photography.id) {
  const { store } = build("somebody");
  const original = store.get.bind(store);
  store.get = (courseId) => (courseId === id ? { ...original(courseId), purchase } : original(courseId));
  return store;
}

export function withReason(reason) {
  const { store, api } = build("somebody");
  api.learner("somebody", courses.maps.id, { reason });
  return store;
}

/** Nobody is signed in. */
export const { store: signedOut } = build();

/** No course exists. */
export const missing = scriptedStore({ token: "visitor" }).store;

/** The wishlist cannot be saved. */
export function wishing() {
  const { store, api } = build("somebody");
  api.fail(/wishlist/, 500);
  return store;
}

/** Every video can be played, unless `without`: then none can. What matches `hold` is never answered. */
export function playable({ token = "visitor", hold, without } = {}) {
  const scripted = build(token);
  const url = new URL("one-minute.webm", document.baseURI).href;
  const playback = { kind: "file", url, expiresAt: "2999-01-01T00:00:00.000Z", positionSeconds: 0, tasteSeconds: null };
  scripted.api.videoSeconds = 59;
  for (const { chapters } of Object.values(courses))
    for (const { id } of without ? [] : chapters) scripted.api.playbacks.set(id, playback);
  if (hold) scripted.api.hold(hold);
  return scripted;
}
