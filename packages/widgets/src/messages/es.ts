import type { Translation } from "./translation.js";

/** Español. */
export const messages = {
  // About courses, everywhere
  chapters: { one: "{count} capítulo", other: "{count} capítulos" },
  courseFailed: "No se ha podido cargar este curso.",
  tryAgain: "Reintentar",

  // Cards
  freeChapters: { one: "{count} capítulo gratis", other: "{count} capítulos gratis" },
  free: "Gratis",

  // Buying
  buyCourse: "Comprar curso",
  enrolFree: "Inscribirse gratis",
  ofCourse: ": {title}",
  openingCheckout: "Abriendo el pago…",
  enrolling: "Inscribiendo…",
  confirmingPayment: "Confirmando el pago…",
  comingSoon: "Próximamente",
  continueCourse: "Continuar",
  watchAgain: "Volver a ver",
  ownCourse: "Este curso es tuyo",
  buyFailed: "No ha funcionado. No se ha cobrado nada.",
  paymentLate:
    "La confirmación del pago tarda más de lo habitual. Puedes seguir con lo tuyo: el curso se abrirá aquí por sí solo.",
  priceChanged: "El precio ha cambiado: ahora es {price}.",
  paymentUnavailable: "Ahora mismo no se puede pagar. No se ha cobrado nada.",
  paymentFormUnavailable: "No se ha podido cargar el formulario de pago. No se ha cobrado nada.",
  notForSale: "Este curso no está a la venta en este momento.",
  buyOffline: "No hay conexión. No se ha cobrado nada.",
  checkoutExpired: "La página de pago ha estado abierta demasiado tiempo. No se ha cobrado nada.",
  paymentRefused: "El pago no se ha aceptado. No se ha cobrado nada.",
  paymentForm: "Pago",
  paymentFormLoading: "Cargando el formulario de pago…",
  closePaymentForm: "Cerrar",

  // Wishlist
  wishlist: "Lista de deseos",
  wishlistOf: "Lista de deseos: {title}",
  addToWishlist: "Añadir a la lista de deseos",
  onWishlist: "En tu lista de deseos",
  wishlistAdded: "Añadido a tu lista de deseos",
  wishlistRemoved: "Quitado de tu lista de deseos",
  wishlistFailed: "No se ha guardado. Inténtalo de nuevo.",

  // Progress
  progress: "Progreso",
  chaptersDone: { one: "{done} de {count} capítulo", other: "{done} de {count} capítulos" },
  countDone: "{done} de {count}",

  // Chapters, in lists and in the player
  chapterList: "Capítulos",
  playChapter: "Reproducir {title}",
  resumeAt: "Seguir en {time}",
  freeChapter: "Capítulo gratis",
  freeTag: "Gratis",
  nextChapter: "Capítulo siguiente",
  completed: "Completado",
  locked: "Bloqueado",
  reading: "Lectura",
  timeLeft: "quedan {time}",
  noChapters: "Este curso todavía no tiene capítulos.",

  // Locked
  not_purchased: "Este capítulo forma parte del curso completo",
  not_enrolled: "Inscríbete gratis para ver este capítulo",
  refunded: "Este curso se ha reembolsado. Vuelve a comprarlo para continuar",
  disputed: "Cerrado mientras tu banco revisa el pago",
  payment_processing: "Estamos confirmando tu pago. Después podrás seguir aquí sin hacer nada más",

  // The next chapter

  // A video that does not play
  videoFailed: "No se ha podido reproducir el vídeo. Inténtalo de nuevo.",
  videoUnavailable: "El vídeo no está disponible en este momento.",

  // Controls of the video

  // Lists of courses
  courseList: "Cursos",
  courses: { one: "{count} curso", other: "{count} cursos" },
  moreCourses: { one: "{count} curso más", other: "{count} cursos más" },
  manyCourses: { one: "Más de {count} curso", other: "Más de {count} cursos" },
  showMore: "Mostrar más",
  loadingMore: "Cargando…",
  listFailed: "No se han podido cargar los cursos.",
  noCourses: "Todavía no hay cursos aquí.",
  nothingFound: "No se ha encontrado nada",
  clearFilters: "Borrar búsqueda y filtros",
  signInForList: "Inicia sesión para ver tus cursos.",
  signIn: "Iniciar sesión",
  searchCourses: "Buscar cursos",
  category: "Categoría",
  allCategories: "Todas las categorías",
  categoryCount: "{name} ({count})",
  price: "Precio",
  anyPrice: "Cualquier precio",
  paid: "De pago",
  sortBy: "Ordenar por",
  sortRelevance: "Más relevantes",
  sortNewest: "Más recientes",
  sortTitle: "Título",
  sortPrice: "Precio más bajo",
} as const satisfies Translation<"one" | "other">;
