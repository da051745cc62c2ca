import type { LearnerCourse } from "@courselet/contract/learning";

import { emptySnapshot } from "./course-records.js";
import type { CourseRecords } from "./course-records.js";

/** A change of the private half that is shown before the server has agreed to it. */
export type LearnerChange = (learner: LearnerCourse) => LearnerCourse;

interface LearnerRecord {
  /** The server's word, without the changes still on their way. */
  learner: LearnerCourse | null;
  /** Shown on top of it, in this order, until each is answered. */
  readonly changes: Set<LearnerChange>;
  /** The ticket of the youngest request whose answer `learner` holds. */
  answered: number;
}

/** Writes the private halves of the snapshots: what the server says, and on top of it what is still on its way there. */
export class LearnerRecords {
  /** Hears of every change that the server has confirmed. */
  onConfirm: (learner: LearnerCourse) => void = () => {};

  /** Hears of everything that the server says of the learner. */
  onAnswer: (learner: LearnerCourse) => void = () => {};

  readonly #records: CourseRecords;
  readonly #learners = new Map<string, LearnerRecord>();
  #ticket = 0;
  /** Answers to requests up to this ticket are about the learner before. */
  #void = 0;

  constructor(records: CourseRecords) {
    this.#records = records;
  }

  /** To be taken when a request is sent, and shown when it is answered: an answer older than what is shown is dropped. */
  ticket(): number {
    return ++this.#ticket;
  }

  /** The server's last word of the learner in this course, if there was one. */
  known(courseId: string): LearnerCourse | null {
    return this.#learners.get(courseId)?.learner ?? this.#records.get(courseId).learner;
  }

  /** Is the learner still the one for whom this ticket was taken? */
  isCurrent(ticket: number): boolean {
    return ticket > this.#void;
  }

  /** What the server says of the learner. */
  answer(learner: LearnerCourse, ticket = this.ticket()): void {
    const record = this.#of(learner.courseId);
    if (!this.isCurrent(ticket) || ticket < record.answered) return;
    record.answered = ticket;
    record.learner = learner;
    this.refresh(learner.courseId);
    this.onAnswer(learner);
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
    this.refresh(courseId);
    try {
      const answer = await request();
      if (!this.isCurrent(ticket)) return;
      if (answer) this.confirm(answer, ticket);
      else if (record.learner) this.confirm(confirmed(record.learner));
    } finally {
      record.changes.delete(change);
      this.refresh(courseId);
    }
  }

  /** Shows `change` until `request`, which sees to the answer itself, has come to its end. */
  async showDuring<T>(courseId: string, change: LearnerChange, request: Promise<T>): Promise<T> {
    const { changes } = this.#of(courseId);
    changes.add(change);
    this.refresh(courseId);
    try {
      return await request;
    } finally {
      changes.delete(change);
      this.refresh(courseId);
    }
  }

  /** Shows the private half as it is now. */
  refresh(courseId: string): void {
    const { learner, changes } = this.#of(courseId);
    if (!learner) return;
    const shown = [...changes].reduce((changed, change) => change(changed), learner);
    this.#records.patch(courseId, { learner: Object.freeze(shown), learnerStatus: "ready" });
  }

  /** Forgets everything private: another learner is here. */
  reset(): void {
    this.#void = this.#ticket;
    this.#learners.clear();
    for (const courseId of this.#records.ids()) {
      const { learnerStatus, learner, wishlistBusy, purchase } = emptySnapshot(courseId);
      this.#records.patch(courseId, { learnerStatus, learner, wishlistBusy, purchase });
    }
  }

  #of(courseId: string): LearnerRecord {
    let record = this.#learners.get(courseId);
    if (!record) {
      // A stranger's private half was shown before any of this was loaded.
      record = { learner: this.#records.get(courseId).learner, changes: new Set(), answered: 0 };
      this.#learners.set(courseId, record);
    }
    return record;
  }
}
