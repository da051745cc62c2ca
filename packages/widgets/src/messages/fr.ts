import type { Translation } from "./translation.js";

/** Français. Before ":", "!" and "?" stands a narrow no-break space (U+202F) or a no-break space (U+00A0). */
export const messages = {
  // About courses, everywhere
  chapters: { one: "{count} chapitre", other: "{count} chapitres" },
  courseFailed: "Ce cours n’a pas pu être chargé.",
  tryAgain: "Réessayer",

  // Cards
  freeChapters: { one: "{count} chapitre gratuit", other: "{count} chapitres gratuits" },
  free: "Gratuit",

  // Buying
  buyCourse: "Acheter le cours",
  enrolFree: "S’inscrire gratuitement",
  ofCourse: "\u00a0: {title}",
  openingCheckout: "Ouverture du paiement…",
  enrolling: "Inscription…",
  confirmingPayment: "Confirmation du paiement…",
  comingSoon: "Bientôt disponible",
  continueCourse: "Continuer",
  watchAgain: "Revoir",
  ownCourse: "Ce cours est à vous",
  buyFailed: "Cela n’a pas fonctionné. Rien n’a été débité.",
  paymentLate:
    "La confirmation de votre paiement prend plus de temps que d’habitude. Vous pouvez poursuivre\u00a0: le cours s’ouvrira ici de lui-même.",
  priceChanged: "Le prix a changé\u00a0: il est maintenant de {price}.",
  paymentUnavailable: "Le paiement n’est pas disponible pour le moment. Rien n’a été débité.",
  paymentFormUnavailable: "Le formulaire de paiement n’a pas pu être chargé. Rien n’a été débité.",
  notForSale: "Ce cours n’est pas en vente pour le moment.",
  buyOffline: "Aucune connexion. Rien n’a été débité.",
  checkoutExpired: "La page de paiement est restée ouverte trop longtemps. Rien n’a été débité.",
  paymentRefused: "Le paiement n’a pas abouti. Rien n’a été débité.",
  paymentForm: "Paiement",
  paymentFormLoading: "Chargement du formulaire de paiement…",
  closePaymentForm: "Fermer",

  // Wishlist
  wishlist: "Liste d’envies",
  wishlistOf: "Liste d’envies\u00a0: {title}",
  addToWishlist: "Ajouter à la liste d’envies",
  onWishlist: "Dans votre liste d’envies",
  wishlistAdded: "Ajouté à votre liste d’envies",
  wishlistRemoved: "Retiré de votre liste d’envies",
  wishlistFailed: "Ce n’est pas enregistré. Veuillez réessayer.",

  // Progress
  progress: "Progression",
  chaptersDone: { one: "{done} chapitre sur {count}", other: "{done} chapitres sur {count}" },
  countDone: "{done} sur {count}",

  // Chapters, in lists and in the player
  chapterList: "Chapitres",
  playChapter: "Lire {title}",
  resumeAt: "Reprendre à {time}",
  freeChapter: "Chapitre gratuit",
  freeTag: "Gratuit",
  nextChapter: "Chapitre suivant",
  completed: "Terminé",
  locked: "Verrouillé",
  reading: "À lire",
  timeLeft: "encore {time}",
  noChapters: "Ce cours n’a pas encore de chapitres.",

  // Locked
  not_purchased: "Ce chapitre fait partie du cours complet",
  not_enrolled: "Inscrivez-vous gratuitement pour voir ce chapitre",
  refunded: "Ce cours a été remboursé. Achetez-le à nouveau pour continuer",
  disputed: "Fermé pendant que votre banque examine le paiement",
  payment_processing: "Votre paiement est en cours de confirmation. La suite s’ouvrira ici d’elle-même",

  // The next chapter

  // A video that does not play
  videoFailed: "La vidéo n’a pas pu être lue. Veuillez réessayer.",
  videoUnavailable: "La vidéo n’est pas disponible pour le moment.",

  // Controls of the video

  // Lists of courses
  courseList: "Cours",
  courses: { one: "{count} cours", other: "{count} cours" },
  moreCourses: { one: "{count} cours de plus", other: "{count} cours de plus" },
  manyCourses: { one: "Plus de {count} cours", other: "Plus de {count} cours" },
  showMore: "Afficher plus",
  loadingMore: "Chargement…",
  listFailed: "Les cours n’ont pas pu être chargés.",
  noCourses: "Il n’y a pas encore de cours ici.",
  nothingFound: "Aucun résultat",
  clearFilters: "Effacer la recherche et les filtres",
  signInForList: "Connectez-vous pour voir vos cours.",
  signIn: "Se connecter",
  searchCourses: "Rechercher un cours",
  category: "Catégorie",
  allCategories: "Toutes les catégories",
  categoryCount: "{name} ({count})",
  price: "Prix",
  anyPrice: "Tous les prix",
  paid: "Payant",
  sortBy: "Trier par",
  sortRelevance: "Pertinence",
  sortNewest: "Plus récents",
  sortTitle: "Titre",
  sortPrice: "Prix croissant",
} as const satisfies Translation<"one" | "other">;
