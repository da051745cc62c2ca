import { CourseletError } from "../../http/errors.js";

/** Mux did not do in time what was asked, or is not configured. Nothing has changed here. */
export class MuxUnavailableError extends CourseletError {
  constructor(cause?: unknown) {
    super(
      "video_unavailable",
      "The video service does not answer now. Nothing was changed; please try again in a moment.",
    );
    this.cause = cause;
  }
}
