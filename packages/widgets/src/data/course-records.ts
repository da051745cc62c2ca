import type { LearnerCourse } from "@courselet/contract/learning";

import type { CourseSnapshot } from "./course-snapshot.js";

/** A change of the private half that is shown before the server has agreed to it. */
export type LearnerChange = (learner: LearnerCourse) => LearnerCourse;

interface CourseRecord {
  snapshot: CourseSnapshot;
  readonly listeners: Set<() => void>;
  /** The server's word, without the changes still on their way. */
  learner: LearnerCourse | null;
  /** Shown on top of it, in this order, until each is answered. */
  readonly changes: Set<LearnerChange>;
  /** The ticket of the youngest request whose answer `learner` holds. */
  answered: number;
  notifying: boolean;
}

const NOTHING_KNOWN: Omit<CourseSnapshot, "courseId"> = {
  status: "loading",
  card: null,
  outlineStatus: "idle",
  chapters: null,
  attachments: null,
  learnerStatus: "loading",
  learner: null,
  wishlistBusy: false,
  purchase: { phase: "idle" },
};

export const emptySnapshot = (courseId: string): CourseSnapshot => Object.freeze({ ...NOTHING_KNOWN, courseId });

/** What the page knows, course by course, and who wants to hear of it. Knows nothing of the network. */
export class CourseRecords {
  /** Hears of every change of a private half that the server has confirmed, other than by loading it. */
  onConfirm: (learner: LearnerCourse) => void = () => {};

  readonly #records = new Map<string, CourseRecord>();
  #ticket = 0;
  /** Answers to requests up to this ticket are about the learner before. */
  #void = 0;

  get(courseId: string): CourseSnapshot {
    return this.#of(courseId).snapshot;
  }

  listen(courseId: string, listener: () => void): () => void {
    const { listeners } = this.#of(courseId);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  /** Replaces the snapshot; its listeners are told once, after everything that changes in the same task. */
  patch(courseId: string, patch: Partial<CourseSnapshot>): void {
    const record = this.#of(courseId);
    record.snapshot = Object.freeze({ ...record.snapshot, ...patch });
    if (record.notifying) return;
    record.notifying = true;
    queueMicrotask(() => {
      record.notifying = false;
      for (const listener of [...record.listeners]) listener();
    });
  }

  /** To be taken when a request is sent, and shown when it is answered: an answer older than what is shown is dropped. */
  ticket(): number {
    return ++this.#ticket;
  }

  /** What the server says of the learner. */
  answer(learner: LearnerCourse, ticket = this.ticket()): void {
    const record = this.#of(learner.courseId);
    if (ticket <= this.#void || ticket < record.answered) return;
    record.answered = ticket;
    record.learner = learner;
    this.#show(record);
  }

  /** Is the learner still the one for whom this ticket was taken? */
  isCurrent(ticket: number): boolean {
    return ticket > this.#void;
  }

  /** As `answer`, and other tabs hear of it. */
  confirm(learner: LearnerCourse, ticket?: number): void {
    this.answer(learner, ticket);
    this.onConfirm(learner);
  }

  /**
   * Shows `change` while `request` is on its way; then what it answers, or `confirmed` made true where it answers nothing.
   * When it fails, the change is gone as if it had never been.
   */
  async change(
    courseId: string,
    change: LearnerChange,
    request: () => Promise<LearnerCourse | void>,
    confirmed = change,
  ): Promise<void> {
    const record = this.#of(courseId);
    const ticket = this.ticket();
    record.changes.add(change);
    this.#show(record);
    try {
      const answer = await request();
      if (!this.isCurrent(ticket)) return;
      if (answer) this.confirm(answer, ticket);
      else if (record.learner) this.confirm(confirmed(record.learner));
    } finally {
      record.changes.delete(change);
      this.#show(record);
    }
  }

  /** Shows again what a change that reads the present makes of the private half. */
  refresh(courseId: string): void {
    this.#show(this.#of(courseId));
  }

  /** Forgets everything private: another learner is here. */
  reset(): void {
    this.#void = this.#ticket;
    for (const [courseId, record] of this.#records) {
      record.learner = null;
      record.changes.clear();
      const { learnerStatus, learner, wishlistBusy, purchase } = NOTHING_KNOWN;
      this.patch(courseId, { learnerStatus, learner, wishlistBusy, purchase });
    }
  }

  #show({ snapshot, learner, changes }: CourseRecord): void {
    if (!learner) return;
    for (const change of changes) learner = change(learner);
    this.patch(snapshot.courseId, { learner: Object.freeze(learner), learnerStatus: "ready" });
  }

  #of(courseId: string): CourseRecord {
    let record = this.#records.get(courseId);
    if (!record) {
      record = {
        snapshot: emptySnapshot(courseId),
        listeners: new Set(),
        learner: null,
        changes: new Set(),
        answered: 0,
        notifying: false,
      };
      this.#records.set(courseId, record);
    }
    return record;
  }
}
