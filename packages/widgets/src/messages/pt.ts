import type { Translation } from "./translation.js";

/** Português, as it is written in Brazil. */
export const messages = {
  // About courses, everywhere
  chapters: { one: "{count} capítulo", other: "{count} capítulos" },
  courseFailed: "Não foi possível carregar este curso.",
  tryAgain: "Tentar de novo",

  // Cards
  freeChapters: { one: "{count} capítulo grátis", other: "{count} capítulos grátis" },
  free: "Grátis",

  // Buying
  buyCourse: "Comprar curso",
  enrolFree: "Inscrever-se grátis",
  ofCourse: ": {title}",
  openingCheckout: "Abrindo o pagamento…",
  enrolling: "Inscrevendo…",
  confirmingPayment: "Confirmando o pagamento…",
  comingSoon: "Em breve",
  continueCourse: "Continuar",
  watchAgain: "Assistir de novo",
  ownCourse: "Este curso é seu",
  buyFailed: "Não deu certo. Nada foi cobrado.",
  paymentLate:
    "A confirmação do seu pagamento está demorando mais que o normal. Você pode continuar: o curso se abrirá aqui sozinho.",
  priceChanged: "O preço mudou: agora é {price}.",
  paymentUnavailable: "O pagamento não está disponível no momento. Nada foi cobrado.",
  paymentFormUnavailable: "Não foi possível carregar o formulário de pagamento. Nada foi cobrado.",
  notForSale: "Este curso não está à venda no momento.",
  buyOffline: "Não há conexão. Nada foi cobrado.",
  checkoutExpired: "A página de pagamento ficou aberta por tempo demais. Nada foi cobrado.",
  paymentRefused: "O pagamento não foi aceito. Nada foi cobrado.",
  paymentForm: "Pagamento",
  paymentFormLoading: "Carregando o formulário de pagamento…",
  closePaymentForm: "Fechar",

  // Wishlist
  wishlist: "Lista de desejos",
  wishlistOf: "Lista de desejos: {title}",
  addToWishlist: "Pôr na lista de desejos",
  onWishlist: "Na sua lista de desejos",
  wishlistAdded: "Adicionado à sua lista de desejos",
  wishlistRemoved: "Removido da sua lista de desejos",
  wishlistFailed: "Não foi salvo. Tente novamente.",

  // Progress
  progress: "Progresso",
  chaptersDone: { one: "{done} de {count} capítulo", other: "{done} de {count} capítulos" },
  countDone: "{done} de {count}",

  // Chapters, in lists and in the player
  chapterList: "Capítulos",
  playChapter: "Reproduzir {title}",
  resumeAt: "Continuar em {time}",
  freeChapter: "Capítulo grátis",
  freeTag: "Grátis",
  nextChapter: "Próximo capítulo",
  completed: "Concluído",
  locked: "Bloqueado",
  reading: "Leitura",
  timeLeft: "faltam {time}",
  noChapters: "Este curso ainda não tem capítulos.",

  // Locked
  not_purchased: "Este capítulo faz parte do curso completo",
  not_enrolled: "Inscreva-se grátis para assistir a este capítulo",
  refunded: "Este curso foi reembolsado. Compre-o de novo para continuar",
  disputed: "Fechado enquanto seu banco analisa o pagamento",
  payment_processing: "Seu pagamento está sendo confirmado. Depois tudo se abrirá aqui sozinho",

  // The next chapter

  // A video that does not play
  videoFailed: "Não foi possível reproduzir o vídeo. Tente novamente.",
  videoUnavailable: "O vídeo não está disponível no momento.",

  // Controls of the video

  // Lists of courses
  courseList: "Cursos",
  courses: { one: "{count} curso", other: "{count} cursos" },
  moreCourses: { one: "Mais {count} curso", other: "Mais {count} cursos" },
  manyCourses: { one: "Mais de {count} curso", other: "Mais de {count} cursos" },
  showMore: "Mostrar mais",
  loadingMore: "Carregando…",
  listFailed: "Não foi possível carregar os cursos.",
  noCourses: "Ainda não há cursos aqui.",
  nothingFound: "Nada encontrado",
  clearFilters: "Limpar busca e filtros",
  signInForList: "Entre na sua conta para ver seus cursos.",
  signIn: "Entrar",
  searchCourses: "Buscar cursos",
  category: "Categoria",
  allCategories: "Todas as categorias",
  categoryCount: "{name} ({count})",
  price: "Preço",
  anyPrice: "Qualquer preço",
  paid: "Pagos",
  sortBy: "Ordenar por",
  sortRelevance: "Mais relevantes",
  sortNewest: "Mais recentes",
  sortTitle: "Título",
  sortPrice: "Menor preço",
} as const satisfies Translation<"one" | "other">;
