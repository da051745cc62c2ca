import type { Translation } from "./translation.js";

/** 日本語。 */
export const messages = {
  // About courses, everywhere
  chapters: { other: "{count}チャプター" },
  courseFailed: "この講座を読み込めませんでした。",
  tryAgain: "再試行",

  // Cards
  freeChapters: { other: "{count}チャプター無料" },
  free: "無料",

  // Buying
  buyCourse: "講座を購入",
  enrolFree: "無料で受講する",
  ofCourse: "：{title}",
  openingCheckout: "決済画面を開いています…",
  enrolling: "登録しています…",
  confirmingPayment: "支払いを確認しています…",
  comingSoon: "近日公開",
  continueCourse: "続きから見る",
  watchAgain: "もう一度見る",
  ownCourse: "受講中の講座です",
  buyFailed: "処理できませんでした。請求は発生していません。",
  paymentLate:
    "お支払いの確認に時間がかかっています。このままお待ちいただく必要はありません。確認後、講座は自動的に開きます。",
  priceChanged: "価格が変更されました。現在の価格は{price}です。",
  paymentUnavailable: "現在、お支払いをご利用いただけません。請求は発生していません。",
  paymentFormUnavailable: "お支払いフォームを読み込めませんでした。請求は発生していません。",
  notForSale: "この講座は現在販売されていません。",
  buyOffline: "接続がありません。請求は発生していません。",
  checkoutExpired: "決済画面の有効期限が切れました。請求は発生していません。",
  paymentRefused: "お支払いが完了しませんでした。請求は発生していません。",
  paymentForm: "お支払い",
  paymentFormLoading: "お支払いフォームを読み込んでいます…",
  closePaymentForm: "閉じる",

  // Wishlist
  wishlist: "ウィッシュリスト",
  wishlistOf: "ウィッシュリスト：{title}",
  addToWishlist: "ウィッシュリストに追加",
  onWishlist: "ウィッシュリストに追加済み",
  wishlistAdded: "ウィッシュリストに追加しました",
  wishlistRemoved: "ウィッシュリストから削除しました",
  wishlistFailed: "保存できませんでした。もう一度お試しください。",

  // Progress
  progress: "進捗",
  chaptersDone: { other: "{count}チャプター中{done}完了" },
  countDone: "{count}中{done}",

  // Chapters, in lists and in the player
  chapterList: "チャプター",
  playChapter: "「{title}」を再生",
  resumeAt: "{time}から再開",
  freeChapter: "無料チャプター",
  freeTag: "無料",
  nextChapter: "次のチャプター",
  completed: "完了",
  locked: "ロック中",
  reading: "読み物",
  timeLeft: "残り{time}",
  noChapters: "この講座にはまだチャプターがありません。",

  // Locked
  not_purchased: "このチャプターをご覧になるには講座の購入が必要です",
  not_enrolled: "無料登録でこのチャプターをご覧いただけます",
  refunded: "この講座は返金済みです。続けるには再度ご購入ください",
  disputed: "銀行がお支払いを調査中のため、ご利用いただけません",
  payment_processing: "お支払いを確認しています。完了すると自動的に開きます",

  // The next chapter

  // A video that does not play
  videoFailed: "動画を再生できませんでした。もう一度お試しください。",
  videoUnavailable: "この動画は現在ご覧いただけません。",

  // Controls of the video

  // Lists of courses
  courseList: "講座",
  courses: { other: "{count}件の講座" },
  moreCourses: { other: "さらに{count}件の講座" },
  manyCourses: { other: "{count}件以上の講座" },
  showMore: "もっと見る",
  loadingMore: "読み込み中…",
  listFailed: "講座を読み込めませんでした。",
  noCourses: "講座はまだありません。",
  nothingFound: "見つかりませんでした",
  clearFilters: "検索と絞り込みをクリア",
  signInForList: "受講中の講座を見るにはログインしてください。",
  signIn: "ログイン",
  searchCourses: "講座を検索",
  category: "カテゴリー",
  allCategories: "すべてのカテゴリー",
  categoryCount: "{name}（{count}）",
  price: "価格",
  anyPrice: "すべての価格",
  paid: "有料",
  sortBy: "並べ替え",
  sortRelevance: "関連度順",
  sortNewest: "新着順",
  sortTitle: "タイトル順",
  sortPrice: "価格の安い順",
} as const satisfies Translation<"other">;
