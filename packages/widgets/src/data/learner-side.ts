import type { AttachmentLink, LearnerCourse, LearnerCourses, Playback } from "@courselet/contract/learning";

import { readServerClock } from "../shared/server-clock.js";
import { ApiClient } from "./api-client.js";
import { isUnauthenticated } from "./unauthenticated.js";
import { CHECKOUT_PARAMETER, returnedCheckout } from "./checkout-address.js";
import type { CourseRecords } from "./course-records.js";
import type { CourseStore, CourseStoreOptions } from "./course-store.js";
import { forgetParameter } from "./forget-parameter.js";
import { GuestTokenStore } from "./guest-token.js";
import { keptValuesOf } from "./kept-values.js";
import { LearnerActions } from "./learner-actions.js";
import { LearnerRecords } from "./learner-records.js";
import { OwnLists } from "./own-lists.js";
import { PaymentWatch } from "./payment-watch.js";
import { ProgressOutbox } from "./progress-outbox.js";
import { RequestBatcher } from "./request-batcher.js";
import { restoreReturnedGuest } from "./restore-return.js";
import { Session } from "./session.js";
import type { GetToken } from "./session.js";
import type { PlaybackOptions } from "./store.js";
import { joinTabs } from "./tabs.js";
import { onAnswer, type Send } from "./transport.js";

export interface LearnerSideOptions extends CourseStoreOptions {
  store: CourseStore;
  getToken: GetToken | null;
  send: Send;
  records: CourseRecords;
  loadCard: (courseId: string) => Promise<void>;
  /** Describes somebody who has done nothing yet. */
  meet: (courseId: string) => Promise<LearnerCourse>;
}

/** A store's private half: who the learner is, what they have, and what they do. */
export class LearnerSide {
  readonly session: Session;
  readonly actions: LearnerActions;
  readonly lists: OwnLists;

  readonly #options: LearnerSideOptions;
  readonly #api: ApiClient;
  readonly #learners: LearnerRecords;
  readonly #outbox: ProgressOutbox;
  #following: string | null = null;

  readonly #batch = new RequestBatcher<() => void>(async (ids) => {
    const ticket = this.#learners.ticket();
    const { courses } = await this.#api.send<LearnerCourses>("read", "GET", `/v1/me/courses?ids=${ids}`);
    return new Map(courses.map((learner) => [learner.courseId, () => this.#learners.answer(learner, ticket)]));
  });

  constructor(options: LearnerSideOptions) {
    const { send, records, store, guests, patienceMs, loadCard, joinsPage } = options;
    this.#options = options;
    onAnswer(readServerClock);
    const kept = keptValuesOf(store);
    const guestToken = new GuestTokenStore(kept);
    this.session = new Session({ send, guestToken, guests, patienceMs });
    this.session.setGetToken(options.getToken);
    this.session.onChange = () => this.#changeLearner();
    this.#api = new ApiClient(send, this.session);
    this.#learners = new LearnerRecords(records);
    this.lists = new OwnLists({ api: this.#api, session: this.session, learners: this.#learners });
    this.#watchPayments();
    const { pause: ownPause = pause } = options;
    const { session } = this;
    this.#outbox = new ProgressOutbox({
      api: this.#api,
      session,
      learners: this.#learners,
      kept,
      pause: ownPause,
      joinsPage,
    });
    session.onHandOver = (from, to) => this.#outbox.handOver(from, to);
    this.actions = new LearnerActions({
      api: this.#api,
      records,
      learners: this.#learners,
      outbox: this.#outbox,
      canAct: () => session.canAct,
      loadCard,
      loadLearner: (courseId) => this.load(courseId),
      pause: ownPause,
      forgetCheckout: () => {
        if (joinsPage) forgetParameter(CHECKOUT_PARAMETER);
      },
    });
    if (joinsPage) {
      joinTabs(store.storageKey, this.session, this.#learners);
      addEventListener("pageshow", ({ persisted }) => {
        if (persisted) this.returnToPage();
      });
      void this.#followReturn();
      void restoreReturnedGuest(send, guestToken).then((restored) => restored && this.session.guestChanged());
    }
  }

  async load(courseId: string): Promise<void> {
    const ticket = this.#learners.ticket();
    try {
      const answer = await this.#batch.load(courseId);
      if (answer) answer();
      else this.#learners.answer(await this.#options.meet(courseId), ticket);
    } catch (error) {
      const signedOut = isUnauthenticated(error);
      if (signedOut && this.session.isNewGuest) this.#learners.answer(await this.#options.meet(courseId), ticket);
      else if (this.#learners.isCurrent(ticket)) {
        this.#options.records.patch(courseId, { learnerStatus: signedOut ? "signed-out" : "failed" });
      }
    }
  }

  playback(chapterId: string, { taste }: PlaybackOptions = {}): Promise<Playback> {
    return this.#api.send("preview", "GET", `/v1/chapters/${chapterId}/playback${taste ? "?taste=true" : ""}`);
  }

  /** Where a file of a course can be downloaded. Rejects with an ApiError whose code is the lock reason. */
  readonly attachment = (attachmentId: string): Promise<AttachmentLink> =>
    this.#api.send("preview", "GET", `/v1/attachments/${attachmentId}`);

  /** The page is shown again, out of the back/forward cache: who was on the way to pay is back. */
  returnToPage(): void {
    const { records, store } = this.#options;
    for (const courseId of records.ids()) {
      if (records.get(courseId).purchase.phase === "leaving") records.patch(courseId, { purchase: { phase: "idle" } });
    }
    store.reloadLearners();
    this.lists.reloadAll();
  }

  #changeLearner(): void {
    this.#learners.reset();
    this.actions.reset();
    this.#watchPayments();
    this.#outbox.flush(true);
    this.#options.store.reloadLearners();
    this.lists.reloadAll();
    if (this.#options.joinsPage) void this.#followReturn();
  }

  #watchPayments(): void {
    const { records, pause: ownPause = pause } = this.#options;
    const load = (courseId: string) => this.load(courseId);
    const watch = new PaymentWatch({ records, learners: this.#learners, load, pause: ownPause });
    this.#learners.onAnswer = (learner) => watch.see(learner);
  }

  async #followReturn(): Promise<void> {
    const checkoutId = returnedCheckout();
    if (!checkoutId || checkoutId === this.#following) return;
    this.#following = checkoutId;
    if (!(await this.actions.followCheckout(checkoutId))) this.#following = null;
    // Until it is settled a reload finds it again, with nothing stored. So it does after a failure, until the next try.
    else if (returnedCheckout() === checkoutId && !this.#hasFailedPurchase()) forgetParameter(CHECKOUT_PARAMETER);
  }

  #hasFailedPurchase(): boolean {
    const { records } = this.#options;
    return records.ids().some((courseId) => records.get(courseId).purchase.phase === "failed");
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
