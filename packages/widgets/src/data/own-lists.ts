import type { LearnerCourses } from "@courselet/contract/learning";

import type { ApiClient } from "./api-client.js";
import type { CourseIdPage } from "./course-queries.js";
import type { LearnerRecords } from "./learner-records.js";
import type { Session } from "./session.js";
import { isUnauthenticated } from "./unauthenticated.js";

/** What shows a list: told of its comings and goings by an element, as any Lit controller is. */
export interface ShownList {
  /** Loads the public half of a course, if nobody has asked for it yet: the private half is known. */
  readonly store: { expect(courseId: string, card: null, knowsLearner: true): void } | null;
  readonly host: {
    readonly isConnected: boolean;
    addController(controller: { hostConnected(): void; hostDisconnected(): void }): void;
  };
  reload(): void;
}

export interface OwnListsOptions {
  api: ApiClient;
  session: Session;
  learners: LearnerRecords;
}

/** The learner's own lists of courses. Each is loaded again when another learner is here, while it is in the page. */
export class OwnLists {
  readonly #with: OwnListsOptions;
  /** By list, whose it was when it was loaded last. */
  readonly #owners = new WeakMap<ShownList, string | null>();
  readonly #shown = new Set<ShownList>();

  constructor(options: OwnListsOptions) {
    this.#with = options;
  }

  /** A page of a list, whose courses are shown as it says. Null: nobody is signed in. Rejects with an ApiError. */
  async load(path: string, list: ShownList): Promise<CourseIdPage | null> {
    const { api, session, learners } = this.#with;
    this.#follow(list);
    const ticket = learners.ticket();
    try {
      const { courses, nextCursor = null } = await api.send<LearnerCourses>("read", "GET", path);
      for (const learner of courses) {
        learners.answer(learner, ticket);
        list.store?.expect(learner.courseId, null, true);
      }
      return { courseIds: courses.map(({ courseId }) => courseId), nextCursor };
    } catch (error) {
      if (!isUnauthenticated(error)) throw error;
      return session.isNewGuest ? { courseIds: [], nextCursor: null } : null;
    } finally {
      this.#owners.set(list, session.learner);
    }
  }

  reloadAll(): void {
    for (const list of this.#shown) list.reload();
  }

  #follow(list: ShownList): void {
    if (this.#owners.has(list)) return;
    this.#owners.set(list, null);
    if (list.host.isConnected) this.#shown.add(list);
    list.host.addController({
      hostConnected: () => {
        this.#shown.add(list);
        // Somebody else may have come while it was out of the page.
        if (this.#owners.get(list) !== this.#with.session.learner) list.reload();
      },
      hostDisconnected: () => this.#shown.delete(list),
    });
  }
}
