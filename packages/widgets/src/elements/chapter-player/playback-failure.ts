import type { MessageTable } from "../../shared/messages.js";

type MediaFailureCode = "unsupported" | "mixed_content" | "broken" | "expired" | "not_found" | "forbidden" | "offline";

/** The video itself failed, not the server; `code` names the message for the visitor. */
export class MediaFailure extends Error {
  override readonly name = "MediaFailure";
  readonly code: MediaFailureCode;

  constructor(code: MediaFailureCode) {
    super(`The video does not play: ${code}.`);
    this.code = code;
  }
}

/** What a browser's MediaError says, and Mux's playback core in more detail. */
export interface MediaFault {
  /** 2: network; 3: decoding; 4: the source is not supported, or is not there. */
  code: number;
  message: string;
  /** 2404000: Mux's number for an HTTP status of 404. */
  muxCode?: number;
}

/** Each says what is the matter and what helps. */
export const failureMessages = {
  failure_offline: "You seem to be offline. Check your connection, then try again.",
  failure_timeout: "The answer takes too long. Check your connection, then try again.",
  failure_not_found: "This video is no longer here. Choose another chapter, or tell the author.",
  failure_expired: "The link to this video has expired. Try again to get a new one.",
  failure_forbidden: "This video was refused. Try again; if that does not help, sign in anew.",
  failure_unauthenticated: "Sign in to watch this chapter, then try again.",
  failure_unsupported: "Your browser cannot play this kind of video. Another browser may.",
  failure_broken: "The video stopped because a part of it cannot be read. Try again.",
  failure_mixed_content:
    "This page is secure and the video is not, so your browser does not load it. Tell the author of this page.",
  failure_video_unavailable: "The video is still being prepared. Try again in a few minutes.",
  failure_rate_limited: "Too many requests at once. Wait a minute, then try again.",
  failure_unavailable: "The server is not available at the moment. Try again in a minute.",
  videoFailed: "The video could not be played. Try again.",
  waitingForNetwork: "Waiting for the network. The video goes on by itself.",
} as const satisfies MessageTable;

/** The message for an error's code. */
export function failureKey(code: string | undefined): keyof typeof failureMessages {
  const key = `failure_${code ?? ""}`;
  return key in failureMessages ? (key as keyof typeof failureMessages) : "videoFailed";
}

/** The code of any error that this library or a browser throws. */
export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "offline";
}

/** Whether the same request may succeed a little later, with nobody doing anything. */
export function isPassing(error: unknown): boolean {
  return ["offline", "timeout", "unavailable", "internal", "rate_limited"].includes(codeOf(error));
}

/** What a video's error means. `address`: of the file, when it is one. */
export function explainMediaError(fault: MediaFault | null, address = ""): MediaFailure {
  if (isMixedContent(address)) return new MediaFailure("mixed_content");
  // Browsers that tell the status do so in the message: "404: Not Found".
  const status = Math.floor((fault?.muxCode ?? 0) / 1000) % 1000 || Number(/\b4\d\d\b/.exec(fault?.message ?? "")?.[0]);
  if (status === 404) return new MediaFailure("not_found");
  if (status === 410 || fault?.muxCode === 2403210) return new MediaFailure("expired");
  if (status >= 400 && status < 500) return new MediaFailure("forbidden");
  if (!navigator.onLine || fault?.code === 2 || status >= 500) return new MediaFailure("offline");
  return new MediaFailure(fault?.code === 4 ? "unsupported" : "broken");
}

/** A secure page may not play what comes over plain http, but from the computer itself. */
export function isMixedContent(address: string): boolean {
  if (location.protocol !== "https:" || !/^http:/i.test(address)) return false;
  return !/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(address).hostname);
}
