import type { CourseSnapshot } from "./course-snapshot.js";

interface CourseRecord {
  snapshot: CourseSnapshot;
  readonly listeners: Set<() => void>;
  notifying: boolean;
}

export const emptySnapshot = (courseId: string): CourseSnapshot =>
  Object.freeze<CourseSnapshot>({
    courseId,
    status: "loading",
    card: null,
    outlineStatus: "idle",
    chapters: null,
    outline: null,
    learnerStatus: "loading",
    learner: null,
    wishlistBusy: false,
    purchase: { phase: "idle" },
  });

/** What the page knows, course by course, and who wants to hear of it. Knows nothing of the network. */
export class CourseRecords {
  readonly #records = new Map<string, CourseRecord>();

  get(courseId: string): CourseSnapshot {
    return this.#of(courseId).snapshot;
  }

  ids(): string[] {
    return [...this.#records.keys()];
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
      for (const listener of record.listeners) listener();
    });
  }

  #of(courseId: string): CourseRecord {
    let record = this.#records.get(courseId);
    if (!record) {
      record = { snapshot: emptySnapshot(courseId), listeners: new Set(), notifying: false };
      this.#records.set(courseId, record);
    }
    return record;
  }
}
