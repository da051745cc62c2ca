import type { Translation } from "./translation.js";

/** العربية. Counts have all six forms: none, one, two, 3 to 10, 11 to 99, and the rest. */
export const messages = {
  // About courses, everywhere
  chapters: {
    zero: "لا فصول",
    one: "فصل واحد",
    two: "فصلان",
    few: "{count} فصول",
    many: "{count} فصلًا",
    other: "{count} فصل",
  },
  courseFailed: "تعذّر تحميل هذه الدورة.",
  tryAgain: "إعادة المحاولة",

  // Cards
  freeChapters: {
    zero: "لا فصول مجانية",
    one: "فصل مجاني واحد",
    two: "فصلان مجانيان",
    few: "{count} فصول مجانية",
    many: "{count} فصلًا مجانيًا",
    other: "{count} فصل مجاني",
  },
  free: "مجانًا",

  // Buying
  buyCourse: "شراء الدورة",
  enrolFree: "التسجيل مجانًا",
  ofCourse: ": {title}",
  openingCheckout: "جارٍ فتح صفحة الدفع…",
  enrolling: "جارٍ التسجيل…",
  confirmingPayment: "جارٍ تأكيد الدفع…",
  comingSoon: "قريبًا",
  continueCourse: "متابعة",
  watchAgain: "المشاهدة مجددًا",
  ownCourse: "هذه الدورة لك",
  buyFailed: "لم تنجح العملية، ولم يُخصم أي مبلغ.",
  paymentLate: "يستغرق تأكيد الدفع وقتًا أطول من المعتاد. يمكنك المتابعة، وستُفتح الدورة هنا تلقائيًا.",
  priceChanged: "تغيّر السعر، وهو الآن {price}.",
  paymentUnavailable: "الدفع غير متاح حاليًا، ولم يُخصم أي مبلغ.",
  paymentFormUnavailable: "تعذّر تحميل نموذج الدفع، ولم يُخصم أي مبلغ.",
  notForSale: "هذه الدورة غير معروضة للبيع حاليًا.",
  buyOffline: "لا يوجد اتصال، ولم يُخصم أي مبلغ.",
  checkoutExpired: "بقيت صفحة الدفع مفتوحة مدة طويلة، ولم يُخصم أي مبلغ.",
  paymentRefused: "لم تُقبل عملية الدفع، ولم يُخصم أي مبلغ.",
  paymentForm: "الدفع",
  paymentFormLoading: "جارٍ تحميل نموذج الدفع…",
  closePaymentForm: "إغلاق",

  // Wishlist
  wishlist: "قائمة الرغبات",
  wishlistOf: "قائمة الرغبات: {title}",
  addToWishlist: "أضف إلى قائمة الرغبات",
  onWishlist: "في قائمة رغباتك",
  wishlistAdded: "أُضيفت إلى قائمة رغباتك",
  wishlistRemoved: "أُزيلت من قائمة رغباتك",
  wishlistFailed: "لم يتم الحفظ. يُرجى إعادة المحاولة.",

  // Progress
  progress: "التقدّم",
  chaptersDone: {
    zero: "{done} من {count} فصل",
    one: "{done} من فصل واحد",
    two: "{done} من فصلين",
    few: "{done} من {count} فصول",
    many: "{done} من {count} فصلًا",
    other: "{done} من {count} فصل",
  },
  countDone: "{done} من {count}",

  // Chapters, in lists and in the player
  chapterList: "الفصول",
  playChapter: "تشغيل {title}",
  resumeAt: "المتابعة من {time}",
  freeChapter: "فصل مجاني",
  freeTag: "مجاني",
  nextChapter: "الفصل التالي",
  completed: "مكتمل",
  locked: "مقفل",
  reading: "للقراءة",
  timeLeft: "بقي {time}",
  noChapters: "لا تحتوي هذه الدورة على فصول بعد.",

  // Locked
  not_purchased: "هذا الفصل جزء من الدورة الكاملة",
  not_enrolled: "سجّل مجانًا لمشاهدة هذا الفصل",
  refunded: "استُرد ثمن هذه الدورة. اشترها مجددًا للمتابعة",
  disputed: "مغلقة ريثما يراجع مصرفك عملية الدفع",
  payment_processing: "جارٍ تأكيد الدفع، وستُفتح المتابعة هنا تلقائيًا",

  // The next chapter

  // A video that does not play
  videoFailed: "تعذّر تشغيل الفيديو. أعد المحاولة.",
  videoUnavailable: "الفيديو غير متاح حاليًا.",

  // Controls of the video

  // Lists of courses
  courseList: "الدورات",
  courses: {
    zero: "لا دورات",
    one: "دورة واحدة",
    two: "دورتان",
    few: "{count} دورات",
    many: "{count} دورة",
    other: "{count} دورة",
  },
  moreCourses: {
    zero: "لا دورات أخرى",
    one: "دورة أخرى",
    two: "دورتان أخريان",
    few: "{count} دورات أخرى",
    many: "{count} دورة أخرى",
    other: "{count} دورة أخرى",
  },
  manyCourses: {
    zero: "أكثر من {count} دورة",
    one: "أكثر من دورة واحدة",
    two: "أكثر من دورتين",
    few: "أكثر من {count} دورات",
    many: "أكثر من {count} دورة",
    other: "أكثر من {count} دورة",
  },
  showMore: "عرض المزيد",
  loadingMore: "جارٍ التحميل…",
  listFailed: "تعذّر تحميل الدورات.",
  noCourses: "لا توجد دورات هنا بعد.",
  nothingFound: "لا توجد نتائج",
  clearFilters: "مسح البحث وعوامل التصفية",
  signInForList: "سجّل الدخول لعرض دوراتك.",
  signIn: "تسجيل الدخول",
  searchCourses: "البحث في الدورات",
  category: "الفئة",
  allCategories: "كل الفئات",
  categoryCount: "{name} ({count})",
  price: "السعر",
  anyPrice: "أي سعر",
  paid: "مدفوعة",
  sortBy: "الترتيب حسب",
  sortRelevance: "الأكثر صلة",
  sortNewest: "الأحدث",
  sortTitle: "العنوان",
  sortPrice: "الأقل سعرًا",
} as const satisfies Translation<"zero" | "one" | "two" | "few" | "many" | "other">;
