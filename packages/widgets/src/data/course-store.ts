import type { Course, CourseCard, CoursesById } from "@courselet/contract/catalogue";
import type { CheckoutStarted } from "@courselet/contract/checkout";
import type { LearnerCourse, Playback } from "@courselet/contract/learning";

import { ApiError } from "./api-error.js";
import { CourseRecords } from "./course-records.js";
import type { CourseSnapshot, PurchaseState } from "./course-snapshot.js";
import type { LearnerSide } from "./learner-side.js";
import { newLearner } from "./new-learner.js";
import { RequestBatcher } from "./request-batcher.js";
import type { GetToken, Session } from "./session.js";
import type { CheckoutOptions, PlaybackOptions, ReportOutcome, Store } from "./store.js";
import { createTransport } from "./transport.js";
import type { Fetch, Send } from "./transport.js";

export interface CourseStoreOptions {
  /** Origin of the API, and a path where it has one; no slash at its end. */
  apiUrl: string;
  /** May visitors without an account act, as guests? */
  guests?: boolean | undefined;
  fetch?: Fetch | undefined;
  /** Where what is kept lives (`KeptValues`); null: as long as the store. */
  storage?: Storage | null | undefined;
  /** Speaks with the other tabs of this site, and follows the checkout that the page's address names. */
  joinsPage?: boolean | undefined;
  /** How long a request may take. */
  timeoutMs?: number | undefined;
  /** How long the host's getToken may take. */
  patienceMs?: number | undefined;
  /** Waits between two questions after a checkout. */
  pause?: ((ms: number) => Promise<void>) | undefined;
}

/** One id that is no UUID would have the server refuse the whole batch. */
const UUID = /^[\da-f]{8}-[\da-f]{4}-[1-8][\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;

/**
 * The Store over the network. It knows the public half of everything itself. All that has to do with a learner is the
 * business of its learner side, whose code is loaded when the visitor turns out to be somebody, or does something: most
 * who look at a page are strangers who only look.
 */
export class CourseStore implements Store {
  readonly apiUrl: string;
  /** The one key of this API in localStorage. */
  readonly storageKey: string;
  /** Asks what everybody may know. */
  readonly send: Send;

  readonly options: CourseStoreOptions;

  readonly #records = new CourseRecords();
  /** The courses that somebody asked for, and each one's card or the loading of it. */
  readonly #asked = new Map<string, CourseCard | Promise<void>>();
  readonly #cards = new RequestBatcher<CourseCard>(async (ids) => {
    const { courses } = await this.send<CoursesById>("GET", `/v1/courses?ids=${ids}`);
    return new Map(courses.map((card) => [card.id, card]));
  });

  #getToken: GetToken | null = null;
  #side: LearnerSide | undefined;
  #loadingSide: Promise<LearnerSide> | undefined;

  constructor(options: CourseStoreOptions) {
    this.apiUrl = options.apiUrl;
    this.storageKey = `courselet:${options.apiUrl}`;
    this.options = options;
    this.send = createTransport(options);
  }

  get canAct(): boolean {
    return this.#side?.session.canAct ?? !!(this.options.guests || this.#getToken);
  }

  /** Signs in with a host's function, or out with null. */
  setGetToken(getToken: GetToken | null): void {
    if (getToken === this.#getToken) return;
    this.#getToken = getToken;
    this.#tellSession((session) => session.setGetToken(getToken));
  }

  /** From now on visitors without an account may act, as guests. */
  allowGuests(): void {
    if (this.options.guests) return;
    this.options.guests = true;
    this.#tellSession((session) => session.allowGuests());
  }

  /** Another tab may have made a guest, or merged it into a user. */
  keptChanged(): void {
    this.#tellSession((session) => session.keptChanged());
  }

  get(courseId: string): CourseSnapshot {
    return this.#records.get(courseId);
  }

  subscribe(courseId: string, listener: () => void): () => void {
    this.expect(courseId);
    return this.#records.listen(courseId, listener);
  }

  /** Loads the halves of a course that nobody has asked for yet, other than those that a list has just brought. */
  expect(courseId: string, card?: CourseCard | null, knowsLearner?: boolean): void {
    if (card) this.#records.patch(courseId, { status: "ready", card });
    if (this.#asked.has(courseId)) return;
    this.#asked.set(courseId, card ?? this.#loadCard(courseId));
    if (!knowsLearner) void this.#loadLearner(courseId);
  }

  loadOutline(courseId: string): void {
    if (/idle|failed/.test(this.get(courseId).outlineStatus)) void this.#loadOutline(courseId);
  }

  retry(courseId: string): void {
    const { status, outlineStatus, learnerStatus } = this.get(courseId);
    // A stranger is described by what the card says.
    if (status === "failed") this.#asked.set(courseId, this.#loadCard(courseId));
    if (outlineStatus === "failed") void this.#loadOutline(courseId);
    if (status === "failed" || learnerStatus === "failed") void this.#loadLearner(courseId);
  }

  /** Asks again for what failed in any course: the network is back. */
  retryAll(): void {
    for (const courseId of this.#asked.keys()) this.retry(courseId);
  }

  /** Asks again for all that is private: another tab or another page may have changed it. */
  reloadLearners(): void {
    for (const courseId of this.#asked.keys()) void this.#loadLearner(courseId);
  }

  async setWishlisted(courseId: string, wishlisted: boolean): Promise<void> {
    return (await this.learnerSide()).actions.setWishlisted(courseId, wishlisted);
  }

  async enrol(courseId: string): Promise<void> {
    return (await this.learnerSide()).actions.enrol(courseId);
  }

  showPurchase(courseId: string, purchase: PurchaseState): void {
    this.#records.patch(courseId, { purchase });
  }

  async startCheckout(courseId: string, options: CheckoutOptions): Promise<CheckoutStarted> {
    return (await this.learnerSide()).actions.startCheckout(courseId, options);
  }

  /**
   * Follows a checkout that the visitor came back from, until it is settled. Resolves with false when it is not, and asking
   * later may help: nobody is signed in yet, or it takes too long.
   */
  async resumeCheckout(checkoutId: string): Promise<boolean> {
    return (await this.learnerSide()).actions.followCheckout(checkoutId);
  }

  async playback(chapterId: string, options?: PlaybackOptions): Promise<Playback> {
    return (await this.learnerSide()).playback(chapterId, options);
  }

  async reportProgress(...request: Parameters<Store["reportProgress"]>): Promise<ReportOutcome> {
    return (await this.learnerSide()).actions.reportProgress(...request);
  }

  /** Rejects with an ApiError `offline` when its code cannot be loaded. */
  learnerSide(): Promise<LearnerSide> {
    return (this.#loadingSide ??= this.#loadSide());
  }

  async #loadSide(): Promise<LearnerSide> {
    try {
      const { LearnerSide } = await import("./learner-side.js");
      return (this.#side = new LearnerSide({
        ...this.options,
        store: this,
        getToken: this.#getToken,
        send: this.send,
        records: this.#records,
        loadCard: (courseId) => this.#loadCard(courseId),
        meet: (courseId) => this.#meet(courseId),
      }));
    } catch {
      this.#loadingSide = undefined;
      throw new ApiError(0, "offline");
    }
  }

  async #loadCard(courseId: string): Promise<void> {
    // What failed is being asked for again; what was there stays as it is.
    if (this.get(courseId).status === "failed") this.#records.patch(courseId, { status: "loading" });
    try {
      const card = UUID.test(courseId) ? await this.#cards.load(courseId) : undefined;
      this.#records.patch(courseId, { status: card ? "ready" : "missing", card: card ?? null });
    } catch {
      this.#records.patch(courseId, { status: "failed" });
    }
  }

  async #loadOutline(courseId: string): Promise<void> {
    this.#records.patch(courseId, { outlineStatus: "loading" });
    try {
      const outline = await this.send<Course>("GET", `/v1/courses/${courseId}`);
      const { chapters } = outline;
      this.#records.patch(courseId, { status: "ready", card: outline, outlineStatus: "ready", outline, chapters });
    } catch {
      this.#records.patch(courseId, { outlineStatus: "failed" });
    }
  }

  async #loadLearner(courseId: string): Promise<void> {
    if (this.#isStranger) {
      const learner = this.options.guests ? await this.#meet(courseId) : null;
      // Somebody may have turned out to be known meanwhile.
      if (this.#isStranger) {
        this.#records.patch(courseId, { learnerStatus: learner ? "ready" : "signed-out", learner });
        return;
      }
    }
    if (!UUID.test(courseId)) return;
    try {
      await (await this.learnerSide()).load(courseId);
    } catch {
      this.#records.patch(courseId, { learnerStatus: "failed" });
    }
  }

  #tellSession(tell: (session: Session) => void): void {
    if (this.#side) tell(this.#side.session);
    else this.reloadLearners();
  }

  /** Describes somebody who has done nothing yet. Asking the server would make a user of everybody who passes by. */
  async #meet(courseId: string): Promise<LearnerCourse> {
    await this.#asked.get(courseId);
    return newLearner(courseId, this.get(courseId).card);
  }

  /** Is there nothing that could tell who this is? */
  get #isStranger(): boolean {
    return !this.#loadingSide && !this.#getToken && !this.options.storage?.getItem(this.storageKey);
  }
}
