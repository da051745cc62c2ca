import type { CourseCard, Course, CoursesById } from "@courselet/contract/catalogue";
import type { CheckoutStarted } from "@courselet/contract/checkout";
import type { LearnerCourses, Playback, ProgressReport } from "@courselet/contract/learning";

import type { ApiClient } from "./api-client.js";
import { ApiError, isUnauthenticated } from "./api-error.js";
import { CourseRecords } from "./course-records.js";
import type { CourseSnapshot } from "./course-snapshot.js";
import type { LearnerActions } from "./learner-actions.js";
import { newLearner } from "./new-learner.js";
import { RequestBatcher } from "./request-batcher.js";
import type { GetToken, Session } from "./session.js";
import type { Store } from "./store.js";

export interface CourseStoreOptions {
  apiUrl: string;
  api: ApiClient;
  session: Session;
  /** Waits; tests need not. */
  pause?: ((ms: number) => Promise<void>) | undefined;
}

/** One id that is no UUID would have the server refuse the whole batch. */
const UUID = /^[\da-f]{8}-[\da-f]{4}-[1-8][\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;

/** The Store over the network. */
export class CourseStore implements Store {
  readonly apiUrl: string;
  readonly session: Session;
  /** What this page knows; also where changes made in other tabs come in. */
  readonly records = new CourseRecords();

  readonly #api: ApiClient;
  readonly #pause: (ms: number) => Promise<void>;
  #actions: LearnerActions | undefined;
  /** The courses that somebody asked for, and the loading of each one's card. */
  readonly #asked = new Map<string, Promise<void>>();

  readonly #cards = new RequestBatcher<CourseCard>(async (ids) => {
    const { courses } = await this.#api.get<CoursesById>(`/v1/courses?ids=${ids}`);
    return new Map(courses.map((card) => [card.id, card]));
  });
  readonly #learners = new RequestBatcher<() => void>(async (ids) => {
    const ticket = this.records.ticket();
    const { courses } = await this.#api.private<LearnerCourses>("read", "GET", `/v1/me/courses?ids=${ids}`);
    return new Map(courses.map((learner) => [learner.courseId, () => this.records.answer(learner, ticket)]));
  });

  constructor({ apiUrl, api, session, pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms)) }: CourseStoreOptions) {
    this.apiUrl = apiUrl;
    this.session = session;
    this.#api = api;
    this.#pause = pause;
    session.onChange = () => {
      this.records.reset();
      this.#actions?.reset();
      this.reloadLearners();
      this.onSessionChange();
    };
  }

  /** Called after the learner has become another one. */
  onSessionChange: () => void = () => {};

  get canAct(): boolean {
    return this.session.canAct;
  }

  setGetToken(getToken: GetToken | null): void {
    this.session.setGetToken(getToken);
  }

  get(courseId: string): CourseSnapshot {
    return this.records.get(courseId);
  }

  subscribe(courseId: string, listener: () => void): () => void {
    const end = this.records.listen(courseId, listener);
    if (!this.#asked.has(courseId)) {
      this.#asked.set(courseId, this.#loadCard(courseId));
      void this.#loadLearner(courseId);
    }
    return end;
  }

  loadOutline(courseId: string): void {
    const { outlineStatus } = this.get(courseId);
    if (outlineStatus === "idle" || outlineStatus === "failed") void this.#loadOutline(courseId);
  }

  retry(courseId: string): void {
    const { status, outlineStatus, learnerStatus } = this.get(courseId);
    if (status === "failed") void this.#loadCard(courseId);
    if (outlineStatus === "failed") void this.#loadOutline(courseId);
    if (learnerStatus === "failed") void this.#loadLearner(courseId);
  }

  /** Asks again for what failed in any course: the network is back. */
  retryAll(): void {
    for (const courseId of this.#asked.keys()) this.retry(courseId);
  }

  /** Asks again for all that is private: another tab or another page may have changed it. */
  reloadLearners(): void {
    for (const courseId of this.#asked.keys()) void this.#loadLearner(courseId);
  }

  /** The page is shown again after the browser went to Stripe and came back by its back button. */
  returnFromCheckout(): void {
    for (const courseId of this.#asked.keys()) {
      if (this.get(courseId).purchase.phase === "leaving") this.records.patch(courseId, { purchase: { phase: "idle" } });
    }
  }

  async setWishlisted(courseId: string, wishlisted: boolean): Promise<void> {
    await (await this.#act()).setWishlisted(courseId, wishlisted);
  }

  async enrol(courseId: string): Promise<void> {
    await (await this.#act()).enrol(courseId);
  }

  async startCheckout(
    courseId: string,
    { returnUrl, mode = "redirect" }: { returnUrl: string; mode?: "redirect" | "embedded" },
  ): Promise<CheckoutStarted> {
    return (await this.#act()).startCheckout(courseId, { returnUrl, mode });
  }

  /**
   * Follows a checkout that the visitor came back from, until it is settled. Resolves with false when it is not, and asking
   * later may help: nobody is signed in yet, or it takes too long.
   */
  async resumeCheckout(checkoutId: string): Promise<boolean> {
    return (await this.#act()).followCheckout(checkoutId);
  }

  playback(chapterId: string): Promise<Playback> {
    // Progress will be reported, the last of it while the page is going away: too late to load anything.
    void this.#act();
    return this.#api.private("preview", "GET", `/v1/chapters/${chapterId}/playback`);
  }

  async reportProgress(courseId: string, chapterId: string, report: ProgressReport): Promise<void> {
    await (await this.#act()).reportProgress(courseId, chapterId, report);
  }

  async #act(): Promise<LearnerActions> {
    try {
      const { LearnerActions } = await import("./learner-actions.js");
      return (this.#actions ??= new LearnerActions({
        api: this.#api,
        records: this.records,
        canAct: () => this.canAct,
        loadCard: (courseId) => this.#loadCard(courseId),
        loadLearner: (courseId) => this.#loadLearner(courseId),
        pause: this.#pause,
      }));
    } catch {
      throw new ApiError(0, "offline");
    }
  }

  async #loadCard(courseId: string): Promise<void> {
    // What failed is being asked for again; what was there stays as it is.
    if (this.get(courseId).status === "failed") this.records.patch(courseId, { status: "loading" });
    try {
      const card = UUID.test(courseId) ? await this.#cards.load(courseId) : undefined;
      this.records.patch(courseId, { status: card ? "ready" : "missing", card: card ?? null });
    } catch {
      this.records.patch(courseId, { status: "failed" });
    }
  }

  async #loadOutline(courseId: string): Promise<void> {
    this.records.patch(courseId, { outlineStatus: "loading" });
    try {
      const { chapters, attachments, ...card } = await this.#api.get<Course>(`/v1/courses/${courseId}`);
      this.records.patch(courseId, { status: "ready", card, outlineStatus: "ready", chapters, attachments });
    } catch {
      this.records.patch(courseId, { outlineStatus: "failed" });
    }
  }

  async #loadLearner(courseId: string): Promise<void> {
    const ticket = this.records.ticket();
    try {
      const answer = UUID.test(courseId) ? await this.#learners.load(courseId) : undefined;
      if (answer) answer();
      else await this.#welcome(courseId, ticket);
    } catch (error) {
      if (!this.records.isCurrent(ticket)) return;
      const signedOut = isUnauthenticated(error);
      if (signedOut && this.session.isNewGuest) await this.#welcome(courseId, ticket);
      else this.records.patch(courseId, { learnerStatus: signedOut ? "signed-out" : "failed" });
    }
  }

  /** A guest who has done nothing yet is described here: asking would make a user of everybody who passes by. */
  async #welcome(courseId: string, ticket: number): Promise<void> {
    await this.#asked.get(courseId);
    this.records.answer(newLearner(courseId, this.get(courseId).card), ticket);
  }
}
