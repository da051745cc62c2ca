import type { ErrorBody } from "@courselet/contract/errors";

import { ApiError } from "./api-error.js";

export type Fetch = (url: string, init: RequestInit) => Response | Promise<Response>;

export type Method = "GET" | "PUT" | "POST" | "DELETE";

export interface SendOptions {
  /** Sent as JSON. */
  body?: unknown;
  token?: string | null;
  /** Ends the request, in place of the usual time limit. */
  signal?: AbortSignal;
}

/**
 * One request to the API. Resolves with the parsed body (undefined for 204), which is trusted to have the shape the contract
 * gives it; rejects with an ApiError and nothing else.
 */
export type Send = <T>(method: Method, path: string, options?: SendOptions) => Promise<T>;

let hear: ((headers: Headers) => void) | undefined;

/** Has `listener`, and nobody else, hear of the headers of every answer from now on. */
export const onAnswer = (listener: (headers: Headers) => void): void => void (hear = listener);

export interface TransportOptions {
  apiUrl: string;
  fetch?: Fetch | undefined;
  timeoutMs?: number | undefined;
}

export function createTransport({
  apiUrl,
  fetch = (url, init) => globalThis.fetch(url, init),
  timeoutMs = 10_000,
}: TransportOptions): Send {
  return async <T>(method: string, path: string, { body, token, signal = AbortSignal.timeout(timeoutMs) }: SendOptions = {}): Promise<T> => {
    const headers: Record<string, string> = {};
    if (body) headers["content-type"] = "application/json";
    if (token) headers["authorization"] = `Bearer ${token}`;

    let response: Response;
    let text: string;
    try {
      response = await fetch(apiUrl + path, {
        method,
        headers,
        body: body ? JSON.stringify(body) : null,
        credentials: "omit",
        // A token goes to the API's own origin and no further.
        redirect: token ? "error" : "follow",
        // The last progress report is sent while the page is going away.
        keepalive: method === "PUT",
        signal,
      });
      text = await response.text();
    } catch (cause) {
      throw new ApiError(0, cause instanceof DOMException && cause.name === "TimeoutError" ? "timeout" : "offline");
    }

    hear?.(response.headers);
    const answer = parse(text);
    if (response.ok) return answer as T;
    const { code, message, details, requestId } = (answer as Partial<ErrorBody> | undefined)?.error ?? {};
    // Without our error body it was not our server that answered, but something in front of it.
    throw new ApiError(response.status, code ?? "unavailable", message, details, requestId);
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
