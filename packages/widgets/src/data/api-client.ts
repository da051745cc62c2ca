import type { Course, CoursesById } from "@courselet/contract/catalogue";
import type { CheckoutRequest, CheckoutStarted, CheckoutStatus } from "@courselet/contract/checkout";
import type { LearnerCourse, LearnerCourses, Playback, ProgressReport } from "@courselet/contract/learning";

import { isUnauthenticated, unauthenticated } from "./api-error.js";
import type { Session } from "./session.js";
import type { Send, SendOptions } from "./transport.js";

/**
 * What a request needs of the visitor. `read`: a token, or it is not sent. `preview`: a token if there is one.
 * `act`: a token, and a guest is made for it where guests are allowed.
 */
type Need = "read" | "preview" | "act";

/** The routes of the API that the elements use. Every method rejects with an ApiError and nothing else. */
export class ApiClient {
  readonly #send: Send;
  readonly #session: Session;

  constructor(send: Send, session: Session) {
    this.#send = send;
    this.#session = session;
  }

  courses(ids: string[]): Promise<CoursesById> {
    return this.#send("GET", `/v1/courses?ids=${ids}`);
  }

  course(courseId: string): Promise<Course> {
    return this.#send("GET", `/v1/courses/${courseId}`);
  }

  learnerCourses(ids: string[]): Promise<LearnerCourses> {
    return this.#private("read", "GET", `/v1/me/courses?ids=${ids}`);
  }

  setWishlisted(courseId: string, wishlisted: boolean): Promise<void> {
    return this.#private("act", wishlisted ? "PUT" : "DELETE", `/v1/me/wishlist/${courseId}`);
  }

  playback(chapterId: string): Promise<Playback> {
    return this.#private("preview", "GET", `/v1/chapters/${chapterId}/playback`);
  }

  reportProgress(chapterId: string, report: ProgressReport): Promise<LearnerCourse> {
    return this.#private("act", "PUT", `/v1/me/chapters/${chapterId}/progress`, report);
  }

  enrol(courseId: string): Promise<void> {
    return this.#private("act", "POST", `/v1/courses/${courseId}/enrolment`);
  }

  startCheckout(courseId: string, request: CheckoutRequest): Promise<CheckoutStarted> {
    return this.#private("act", "POST", `/v1/courses/${courseId}/checkout`, request);
  }

  checkout(checkoutId: string): Promise<CheckoutStatus> {
    return this.#private("read", "GET", `/v1/checkouts/${checkoutId}`);
  }

  async #private<T>(need: Need, method: Parameters<Send>[0], path: string, body?: SendOptions["body"]): Promise<T> {
    const act = need === "act";
    const send = (token: string | null): Promise<T> => {
      if (!token && need !== "preview") throw unauthenticated();
      return this.#send(method, path, { body, token });
    };
    const token = await this.#session.token(act);
    try {
      return await send(token);
    } catch (error) {
      if (!token || !isUnauthenticated(error)) throw error;
      // Refused: once more, with a token that is not this one.
      return send(await this.#session.renew(token, act));
    }
  }
}
