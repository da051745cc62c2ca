import { invalid } from "./api-error.js";

const LONGEST_URL = 5000;

/** Throws ApiError 400 unless the text is an http(s) URL with a host. `{CHECKOUT_SESSION_ID}` may stand in it. */
export function requireUrl(text: string, param: string): void {
  if (text.length > LONGEST_URL) throw invalid(`Invalid URL: at most ${LONGEST_URL} characters.`, param, "url_invalid");
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:\/\//i.test(text)) {
    throw invalid(
      "Not a valid URL. Invalid URL: An explicit scheme (such as https) must be provided.",
      param,
      "url_invalid",
    );
  }
}

/** Puts the session's id where the URL asks for it. */
export function withSessionId(url: string, sessionId: string): string {
  return url.replaceAll(/\{CHECKOUT_SESSION_ID\}|%7BCHECKOUT_SESSION_ID%7D/gi, sessionId);
}
