import type { LearnerCourse, ProgressReport } from "@courselet/contract/learning";

import { warnOnce } from "../shared/warn-once.js";
import type { ApiClient } from "./api-client.js";
import { ApiError } from "./api-error.js";
import type { KeptValues } from "./kept-values.js";
import type { LearnerRecords } from "./learner-records.js";
import { newId } from "./new-id.js";
import type { QueuedReport } from "./queued-report.js";
import { canJoin, fitQueue, joinReports } from "./report-queue.js";
import type { Session } from "./session.js";
import type { ReportOutcome } from "./store.js";

export interface ProgressOutboxOptions {
  api: ApiClient;
  session: Session;
  learners: LearnerRecords;
  kept: KeptValues;
  /** Waits before the next try. */
  pause: (ms: number) => Promise<void>;
  /** Tries again when the page is seen again or the network is back, and hurries when the page goes away. */
  joinsPage?: boolean | undefined;
}

/** Who wait for the outcome of a report. */
interface Waiter {
  promise: Promise<ReportOutcome>;
  resolve: (outcome: ReportOutcome) => void;
  reject: (error: ApiError) => void;
}

/** What another tab has written a shorter while ago is most probably still its own business. */
const OTHERS_TURN_MS = 30_000;
const LONGEST_REST_MS = 60_000;
const NEWS_TRAVELS_MS = 100;
/** The server takes no greater age; what is older, or was made by a clock that was wrong, is as old as that. */
const OLDEST_SECONDS = 2_592_000;

/**
 * Reports of progress on their way to the server. Each is written down before it is sent and crossed out when the server has
 * taken it or refused it for good; everything else is tried again, also by the next page. Sent twice it has one effect: its
 * id sees to that. It goes in the name of the learner who watched, and in no other.
 */
export class ProgressOutbox {
  readonly #with: ProgressOutboxOptions;
  /** What this page has reported, whether or not it could be stored. */
  readonly #own = new Map<string, QueuedReport>();
  readonly #waiters = new Map<string, Waiter[]>();
  readonly #inFlight = new Set<string>();
  /** All that was left by pages before is this page's business, once. */
  #isFirst = true;
  #flushing = false;
  #again = false;
  #resting: object | null = null;
  #failures = 0;
  #leaving = false;

  constructor(options: ProgressOutboxOptions) {
    this.#with = options;
    if (options.joinsPage) this.#joinPage();
    if (options.kept.read().outbox?.length) this.flush();
  }

  /** Resolves when the server has taken it, however late; rejects with its ApiError when it has refused it for good. */
  add(courseId: string, chapterId: string, report: ProgressReport): Promise<ReportOutcome> {
    const queued: QueuedReport = {
      id: newId(),
      learner: this.#with.session.learner,
      courseId,
      chapterId,
      madeAt: Date.now(),
      report,
    };
    const waiter = newWaiter();
    const waiters = [waiter];
    const older = [...this.#own.values()].find((own) => !this.#inFlight.has(own.id) && canJoin(own, queued));
    if (older) {
      queued.report = joinReports(older.report, report);
      waiters.unshift(...(this.#waiters.get(older.id) ?? []));
      this.#own.delete(older.id);
      this.#waiters.delete(older.id);
    }
    this.#own.set(queued.id, queued);
    this.#waiters.set(queued.id, waiters);
    this.#save(older?.id);
    if (this.#leaving) this.#hurry();
    else this.flush();
    return waiter.promise;
  }

  /** What is one learner's is another's from now on: a guest's who has become a user. */
  handOver(from: string | null, to: string | null): void {
    const moved = this.#all()
      .filter(({ learner }) => learner === from)
      .map((queued) => ({ ...queued, learner: to }));
    if (moved.length === 0) return;
    for (const queued of moved) if (this.#own.has(queued.id)) this.#own.set(queued.id, queued);
    const ids = new Set(moved.map(({ id }) => id));
    const stored = this.#stored().map((queued) => (ids.has(queued.id) ? { ...queued, learner: to } : queued));
    this.#with.kept.patch({ outbox: stored });
  }

  /** Sends what waits. `now`: also when the last try was just before. */
  flush(now = false): void {
    if (now) this.#resting = null;
    if (this.#flushing) this.#again = true;
    else if (!this.#resting) void this.#run();
  }

  async #run(): Promise<void> {
    this.#flushing = true;
    let done: boolean;
    do {
      this.#again = false;
      done = await this.#alone(() => this.#sendAll()).catch(() => false);
    } while (this.#again && done);
    this.#flushing = false;
    if (done) this.#failures = 0;
    else void this.#rest();
  }

  /** One tab at a time: what one has sent, the next one finds crossed out, and knows what it came to. */
  async #alone(send: () => Promise<boolean>): Promise<boolean> {
    const locks = globalThis.navigator?.locks as LockManager | undefined;
    return locks ? locks.request(`${this.#with.kept.key}:outbox`, send) : send();
  }

  async #rest(): Promise<void> {
    const rest = (this.#resting = {});
    const longest = Math.min(LONGEST_REST_MS, 2_000 * 2 ** this.#failures++);
    await this.#with.pause(longest * (0.75 + Math.random() / 4));
    if (this.#resting === rest) this.flush(true);
  }

  /** Resolves with false when it is worth trying again. */
  async #sendAll(): Promise<boolean> {
    const { session } = this.#with;
    const waiting = this.#all().filter((queued) => this.#isOurTurn(queued));
    this.#isFirst = false;
    if (waiting.length === 0) return true;
    await session.token(waiting.some(({ learner }) => learner === null));
    if (session.learner) this.handOver(null, session.learner);
    const ids = new Set(waiting.map(({ id }) => id));
    for (const queued of this.#all()) {
      const isSent = this.#inFlight.has(queued.id) || !ids.has(queued.id);
      if (!isSent && queued.learner === session.learner && !(await this.#send(queued))) return false;
    }
    return true;
  }

  /** Sends what this page has not sent yet before it is gone: at once, and with the token that is at hand. */
  #hurry(): void {
    const { session } = this.#with;
    const token = session.heldToken;
    if (!token) return;
    for (const queued of this.#own.values()) {
      if (queued.learner === session.learner && !this.#inFlight.has(queued.id)) void this.#send(queued, token);
    }
  }

  /** Resolves with false when it is worth trying again. */
  async #send(queued: QueuedReport, token?: string): Promise<boolean> {
    const { api, learners } = this.#with;
    const { id, learner, chapterId } = queued;
    const ticket = learners.ticket();
    this.#inFlight.add(id);
    try {
      const path = `/v1/me/chapters/${chapterId}/progress`;
      const answer = await api.sendAs<LearnerCourse>(learner ?? "", "PUT", path, bodyOf(queued), token);
      const outcome = outcomeOf(queued, learners.known(answer.courseId), answer);
      this.#settle(queued, (waiters) => {
        if (learners.isCurrent(ticket)) learners.confirm(answer, ticket);
        // One of them hears of it: a fact is announced once.
        waiters.forEach(({ resolve }, index) => resolve(index === 0 ? outcome : NOTHING_NEW));
      });
      // Other tabs wait for their turn until they have heard of it: it is no news to them then.
      if (outcome.completedChapter || outcome.completedCourse) await pause(NEWS_TRAVELS_MS);
      return true;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      // Signed out: to be sent when this learner is here again.
      if (error.status === 401) return true;
      if (!isFinal(error)) return false;
      warnOnce(`Progress was refused (${error.code}).`);
      this.#settle(queued, (waiters) => waiters.forEach(({ reject }) => reject(error)));
      return true;
    } finally {
      this.#inFlight.delete(id);
    }
  }

  #settle({ id }: QueuedReport, tell: (waiters: Waiter[]) => void): void {
    const waiters = this.#waiters.get(id) ?? [];
    this.#own.delete(id);
    this.#waiters.delete(id);
    this.#save(id);
    tell(waiters);
  }

  #isOurTurn({ id, madeAt }: QueuedReport): boolean {
    return this.#own.has(id) || this.#isFirst || Date.now() - madeAt > OTHERS_TURN_MS;
  }

  #stored(): QueuedReport[] {
    const { outbox } = this.#with.kept.read();
    return Array.isArray(outbox) ? outbox : [];
  }

  /** Oldest first. What is stored goes before what this page remembers: another tab may have handed it over. */
  #all(): QueuedReport[] {
    const all = new Map(this.#own);
    for (const queued of this.#stored()) all.set(queued.id, queued);
    return [...all.values()].sort((a, b) => a.madeAt - b.madeAt);
  }

  #save(without?: string): void {
    const outbox = fitQueue(this.#all().filter(({ id }) => id !== without));
    const fitting = new Map(outbox.map((queued) => [queued.id, queued]));
    for (const id of this.#own.keys()) {
      const queued = fitting.get(id);
      if (queued) this.#own.set(id, queued);
      else this.#own.delete(id);
    }
    this.#with.kept.patch({ outbox: outbox.length > 0 ? outbox : undefined });
  }

  #joinPage(): void {
    const leave = (): void => {
      this.#leaving = true;
      this.#hurry();
    };
    const comeBack = (): void => {
      this.#leaving = false;
      this.flush(true);
    };
    // Before anybody else hears of it and makes a last report.
    addEventListener("pagehide", leave, { capture: true });
    addEventListener("pageshow", comeBack);
    addEventListener("online", comeBack);
    const see = () => (document.visibilityState === "hidden" ? leave() : comeBack());
    document.addEventListener("visibilitychange", see, { capture: true });
  }
}

const NOTHING_NEW: ReportOutcome = { completedChapter: false, completedCourse: false };

function bodyOf({ id, madeAt, report }: QueuedReport): ProgressReport {
  const ageSeconds = Math.min(OLDEST_SECONDS, Math.round((Date.now() - madeAt) / 100) / 10);
  return { id, ...(ageSeconds >= 1 && { ageSeconds }), ...report };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Nobody knows what is new to a learner of whom nothing was known. */
function outcomeOf({ chapterId }: QueuedReport, before: LearnerCourse | null, now: LearnerCourse): ReportOutcome {
  if (!before) return NOTHING_NEW;
  const has = ({ progress }: LearnerCourse) => progress.completedChapterIds.includes(chapterId);
  return {
    completedChapter: has(now) && !has(before),
    completedCourse: !!now.progress.completedAt && !before.progress.completedAt,
  };
}

/** Would it be refused again? Not where the learner, the moment or the way was at fault. */
function isFinal({ status }: ApiError): boolean {
  return status >= 400 && status < 500 && ![401, 408, 429].includes(status);
}

function newWaiter(): Waiter {
  let resolve!: Waiter["resolve"];
  let reject!: Waiter["reject"];
  const promise = new Promise<ReportOutcome>((taken, refused) => {
    resolve = taken;
    reject = refused;
  });
  return { promise, resolve, reject };
}
