import type { Translation } from "./translation.js";

/** Deutsch. */
export const messages = {
  // About courses, everywhere
  chapters: { one: "{count} Kapitel", other: "{count} Kapitel" },
  courseFailed: "Dieser Kurs konnte nicht geladen werden.",
  tryAgain: "Erneut versuchen",

  // Cards
  freeChapters: { one: "{count} Kapitel gratis", other: "{count} Kapitel gratis" },
  free: "Kostenlos",

  // Buying
  buyCourse: "Kurs kaufen",
  enrolFree: "Kostenlos einschreiben",
  ofCourse: ": {title}",
  openingCheckout: "Kasse wird geöffnet …",
  enrolling: "Sie werden eingeschrieben …",
  confirmingPayment: "Zahlung wird bestätigt …",
  comingSoon: "Demnächst",
  continueCourse: "Fortsetzen",
  watchAgain: "Noch einmal ansehen",
  ownCourse: "Dieser Kurs gehört Ihnen",
  buyFailed: "Das hat nicht funktioniert. Es wurde nichts abgebucht.",
  paymentLate:
    "Die Bestätigung Ihrer Zahlung dauert länger als sonst. Sie können weitermachen: Der Kurs öffnet sich hier von selbst.",
  priceChanged: "Der Preis hat sich geändert. Er beträgt jetzt {price}.",
  paymentUnavailable: "Zahlungen sind gerade nicht möglich. Es wurde nichts abgebucht.",
  paymentFormUnavailable: "Das Zahlungsformular konnte nicht geladen werden. Es wurde nichts abgebucht.",
  notForSale: "Dieser Kurs wird derzeit nicht verkauft.",
  buyOffline: "Es besteht keine Verbindung. Es wurde nichts abgebucht.",
  checkoutExpired: "Die Zahlungsseite war zu lange geöffnet. Es wurde nichts abgebucht.",
  paymentRefused: "Die Zahlung wurde nicht angenommen. Es wurde nichts abgebucht.",
  paymentForm: "Zahlung",
  paymentFormLoading: "Das Zahlungsformular wird geladen …",
  closePaymentForm: "Schließen",

  // Wishlist
  wishlist: "Wunschliste",
  wishlistOf: "Wunschliste: {title}",
  addToWishlist: "Auf die Wunschliste",
  onWishlist: "Auf Ihrer Wunschliste",
  wishlistAdded: "Auf Ihre Wunschliste gesetzt",
  wishlistRemoved: "Von Ihrer Wunschliste entfernt",
  wishlistFailed: "Das wurde nicht gespeichert. Bitte versuchen Sie es noch einmal.",

  // Progress
  progress: "Fortschritt",
  chaptersDone: { one: "{done} von {count} Kapitel", other: "{done} von {count} Kapiteln" },
  countDone: "{done} von {count}",

  // Chapters, in lists and in the player
  chapterList: "Kapitel",
  playChapter: "{title} abspielen",
  resumeAt: "Weiter bei {time}",
  freeChapter: "Kostenloses Kapitel",
  freeTag: "Gratis",
  nextChapter: "Nächstes Kapitel",
  completed: "Abgeschlossen",
  locked: "Gesperrt",
  reading: "Zum Lesen",
  timeLeft: "noch {time}",
  noChapters: "Dieser Kurs hat noch keine Kapitel.",

  // Locked
  not_purchased: "Dieses Kapitel gehört zum vollständigen Kurs",
  not_enrolled: "Schreiben Sie sich kostenlos ein, um dieses Kapitel zu sehen",
  refunded: "Dieser Kurs wurde erstattet. Kaufen Sie ihn erneut, um weiterzumachen",
  disputed: "Geschlossen, solange Ihre Bank die Zahlung prüft",
  payment_processing: "Ihre Zahlung wird bestätigt. Danach geht es hier von selbst weiter",

  // The next chapter

  // A video that does not play
  videoFailed: "Das Video konnte nicht abgespielt werden. Versuchen Sie es noch einmal.",
  videoUnavailable: "Das Video ist gerade nicht verfügbar.",

  // Controls of the video

  // Lists of courses
  courseList: "Kurse",
  courses: { one: "{count} Kurs", other: "{count} Kurse" },
  moreCourses: { one: "{count} weiterer Kurs", other: "{count} weitere Kurse" },
  manyCourses: { one: "Mehr als {count} Kurs", other: "Mehr als {count} Kurse" },
  showMore: "Mehr anzeigen",
  loadingMore: "Wird geladen …",
  listFailed: "Die Kurse konnten nicht geladen werden.",
  noCourses: "Hier gibt es noch keine Kurse.",
  nothingFound: "Nichts gefunden",
  clearFilters: "Suche und Filter zurücksetzen",
  signInForList: "Melden Sie sich an, um Ihre Kurse zu sehen.",
  signIn: "Anmelden",
  searchCourses: "Kurse suchen",
  category: "Kategorie",
  allCategories: "Alle Kategorien",
  categoryCount: "{name} ({count})",
  price: "Preis",
  anyPrice: "Jeder Preis",
  paid: "Kostenpflichtig",
  sortBy: "Sortieren",
  sortRelevance: "Beste Treffer",
  sortNewest: "Neueste",
  sortTitle: "Titel",
  sortPrice: "Niedrigster Preis",
} as const satisfies Translation<"one" | "other">;
