import type { Course } from "@courselet/contract/catalogue";
import type { CheckoutStatus } from "@courselet/contract/checkout";
import type { ErrorCode } from "@courselet/contract/errors";
import type { LearnerCourse, Playback, ProgressReport } from "@courselet/contract/learning";

import { WatchedRanges } from "../data/watched-ranges.js";
import { withReport } from "../data/progress-estimate.js";
import { cardOf, exampleCourse, exampleId, exampleLearner } from "./example-course.js";
import { categoriesOf, filterCourses, searchCourses } from "./scripted-lists.js";

export interface Call {
  method: string;
  /** Path and query, such as `/v1/courses?ids=...`. */
  path: string;
  body: unknown;
  token: string | null;
}

/** What to do to the calls that match, in place of answering them or before it. */
interface Fault {
  match: RegExp;
  left: number;
  apply: () => Promise<Response | undefined>;
}

const json = (status: number, body: unknown): Response => Response.json(body, { status });

const failure = (status: number, code: ErrorCode): Response =>
  json(status, { error: { code, message: `Scripted: ${code}`, requestId: "scripted" } });

/**
 * An API in the page, as far as elements can tell: the real client and store run against its `fetch`. It keeps courses and
 * learners, logs every call, and fails or waits as told.
 */
export class ScriptedApi {
  readonly calls: Call[] = [];
  readonly courses = new Map<string, Course>();
  readonly checkouts = new Map<string, CheckoutStatus>();
  readonly playbacks = new Map<string, Playback>();
  /** Guests' tokens by the codes that were mailed to them; each works once. */
  readonly restoreCodes = new Map<string, string>();
  /** Tokens that are refused from now on. */
  readonly refusedTokens = new Set<string>();

  /** How long every video is, or a little less. */
  videoSeconds = 0.95;

  readonly #watched = new Map<string, WatchedRanges>();
  readonly #learners = new Map<string, LearnerCourse>();
  readonly #faults: Fault[] = [];
  #guests = 0;

  /** Adds a published course; without one, the next example. */
  addCourse(course: Course = exampleCourse(this.courses.size + 1)): Course {
    this.courses.set(course.id, course);
    return course;
  }

  /** What the bearer of `token` has in a course; with `changes`, from now on. */
  learner(token: string, courseId: string, changes: Partial<LearnerCourse> = {}): LearnerCourse {
    const course = this.courses.get(courseId) ?? exampleCourse(0, { id: courseId, chapters: [] });
    const key = `${token} ${courseId}`;
    const learner = { ...(this.#learners.get(key) ?? exampleLearner(course)), ...changes };
    this.#learners.set(key, learner);
    return learner;
  }

  /** The calls whose `METHOD path` matches. */
  callsTo(match: RegExp): Call[] {
    return this.calls.filter(({ method, path }) => match.test(`${method} ${path}`));
  }

  /** Answers the calls whose `METHOD path` matches with an error; `offline`: with none at all. */
  fail(match: RegExp, status: number | "offline", code: ErrorCode = "internal", times = Infinity): void {
    const apply = async (): Promise<Response> => {
      if (status === "offline") throw new TypeError("Failed to fetch");
      return failure(status, code);
    };
    this.#faults.push({ match, left: times, apply });
  }

  /** Keeps the calls that match waiting until the returned function is called. */
  hold(match: RegExp): () => void {
    let release!: () => void;
    const gate = new Promise<undefined>((resolve) => (release = () => resolve(undefined)));
    this.#faults.push({ match, left: Infinity, apply: () => gate });
    return release;
  }

  /** Takes back every failure and releases what is asked from now on. */
  heal(): void {
    this.#faults.length = 0;
  }

  readonly fetch = async (url: string, { method = "GET", headers, body, signal }: RequestInit): Promise<Response> => {
    const { pathname, search } = new URL(url);
    const path = pathname + search;
    const token = new Headers(headers).get("authorization")?.replace("Bearer ", "") ?? null;
    const call: Call = { method, path, body: typeof body === "string" ? JSON.parse(body) : null, token };
    this.calls.push(call);
    const aborted = new Promise<never>((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));
    return Promise.race([this.#respond(call), aborted]);
  };

  async #respond(call: Call): Promise<Response> {
    for (const fault of this.#faults) {
      if (fault.left <= 0 || !fault.match.test(`${call.method} ${call.path}`)) continue;
      fault.left--;
      const response = await fault.apply();
      if (response) return response;
    }
    if (call.token && this.refusedTokens.has(call.token)) return failure(401, "token_expired");
    const { pathname, searchParams } = new URL(call.path, "https://scripted.test");
    const [, , ...parts] = pathname.split("/");
    return this.#public(call, parts, searchParams) ?? this.#private(call, parts, searchParams);
  }

  #public({ method }: Call, [first, id, more]: string[], query: URLSearchParams): Response | undefined {
    if (method === "POST" && first === "guests") {
      return json(201, { token: `guest-${++this.#guests}`, expiresAt: "2999-01-01T00:00:00.000Z" });
    }
    if (method === "POST" && first === "restore") {
      const token = this.restoreCodes.get(id ?? "");
      this.restoreCodes.delete(id ?? "");
      return token ? json(200, { token, expiresAt: "2999-01-01T00:00:00.000Z" }) : failure(404, "not_found");
    }
    const all = [...this.courses.values()];
    if (method === "GET" && first === "categories") return json(200, categoriesOf(all));
    if (method !== "GET" || first !== "courses" || more) return undefined;
    if (id) {
      const course = this.courses.get(id);
      return course ? json(200, course) : failure(404, "not_found");
    }
    if (!query.has("ids")) return json(200, searchCourses(all, query));
    const ids = query.get("ids")?.split(",") ?? [];
    if (ids.length > 100) return failure(400, "invalid_request");
    const courses = ids.flatMap((asked) => this.courses.get(asked) ?? []);
    return json(200, { courses: courses.map(cardOf), missing: ids.filter((asked) => !this.courses.has(asked)) });
  }

  #private(
    { method, token, body }: Call,
    [first = "", second = "", third, fourth]: string[],
    query: URLSearchParams,
  ): Response {
    if (first === "chapters" && third === "playback") return this.#playback(second, token, query.has("taste"));
    if (!token) return failure(401, "unauthenticated");
    switch (`${method} ${first === "me" ? second : (third ?? first)}`) {
      case "GET courses":
        if (query.has("filter")) {
          const learners = [...this.courses.keys()].map((id) => this.learner(token, id));
          return json(200, filterCourses(learners, query));
        }
        return json(200, {
          courses: (query.get("ids")?.split(",") ?? [])
            .filter((id) => this.courses.has(id))
            .map((id) => this.learner(token, id)),
        });
      case "PUT wishlist":
      case "DELETE wishlist":
        this.learner(token, third ?? "", { wishlisted: method === "PUT" });
        return new Response(null, { status: 204 });
      case "PUT chapters":
        return fourth === "progress"
          ? this.#report(token, third ?? "", body as ProgressReport)
          : failure(404, "not_found");
      case "POST merge":
        return json(200, { merged: true, wishlist: 0, chapters: 0, purchases: 0 });
      case "POST enrolment":
        return json(201, this.learner(token, second, { access: "free", reason: null }));
      case "POST checkout": {
        const checkoutId = exampleId(this.checkouts.size + 1, "checkout");
        this.checkouts.set(checkoutId, { status: "open", courseId: second });
        return json(201, { checkoutId, url: `https://pay.test/${checkoutId}` });
      }
      case "GET checkouts": {
        const checkout = this.checkouts.get(second);
        return checkout ? json(200, checkout) : failure(404, "not_found");
      }
      default:
        return failure(404, "not_found");
    }
  }

  #playback(chapterId: string, token: string | null, isTaste: boolean): Response {
    const playback = this.playbacks.get(chapterId);
    const course = this.#courseOf(chapterId);
    if (!playback || !course) return failure(404, "not_found");
    const { isFree, tasteSeconds } = course.chapters.find(({ id }) => id === chapterId) ?? {};
    if (isFree) return json(200, playback);
    const mayHaveAll = token && this.learner(token, course.id).access !== "none";
    if (isTaste && tasteSeconds && !mayHaveAll) return json(200, { ...playback, tasteSeconds });
    if (!token) return failure(401, "unauthenticated");
    const { reason } = this.learner(token, course.id);
    return reason ? failure(403, reason) : json(200, playback);
  }

  #report(token: string, chapterId: string, report: ProgressReport): Response {
    const course = this.#courseOf(chapterId);
    if (!course) return failure(404, "not_found");
    const before = this.learner(token, course.id);
    const isCompleted = report.isCompleted ?? (this.#isWatched(`${token} ${chapterId}`, report) || undefined);
    const { progress } = withReport(before, course.chapters, chapterId, { ...report, isCompleted });
    const isOver = progress.completedChapters === progress.totalChapters;
    const completedAt = progress.completedAt ?? (isOver ? "2026-01-01T00:00:00.000Z" : null);
    return json(200, this.learner(token, course.id, { progress: { ...progress, completedAt } }));
  }

  /** By the page's rule, applied to all that was reported of the chapter. */
  #isWatched(key: string, { completion, positionSeconds = 0, watched = [] }: ProgressReport): boolean {
    const all = this.#watched.get(key) ?? new WatchedRanges();
    this.#watched.set(key, all);
    for (const [from, to] of watched) all.add(from, to);
    if (typeof completion === "number") return all.seconds * 100 >= completion * this.videoSeconds;
    return completion === "ended" && positionSeconds >= this.videoSeconds;
  }

  #courseOf(chapterId: string): Course | undefined {
    return [...this.courses.values()].find(({ chapters }) => chapters.some(({ id }) => id === chapterId));
  }
}
