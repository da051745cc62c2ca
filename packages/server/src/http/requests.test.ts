import type { ErrorBody } from "@courselet/contract/errors";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { createTestApp, type TestApp, type TestLearner } from "../testing/create-test-app.js";
import { BODY_LIMIT_BYTES } from "./limit-body.js";

let test: TestApp;
let user: TestLearner;
beforeAll(async () => {
  test = await createTestApp();
  user = await test.asHostUser("42");
});
afterAll(() => test.close());

/** A route with a body, sent as it is. */
const send = (body: RequestInit["body"], headers: Record<string, string> = {}) =>
  test.request("/v1/me/merge", {
    method: "POST",
    headers: { ...user.headers, "Content-Type": "application/json", ...headers },
    body: body ?? null,
    duplex: "half",
  } as RequestInit);

async function errorOf(response: Response): Promise<ErrorBody["error"]> {
  expect(response.headers.get("Content-Type")).toMatch(/^application\/json/);
  const { error } = (await response.json()) as ErrorBody;
  expect(error.requestId).toBe(response.headers.get("X-Request-Id"));
  return error;
}

describe("every failure", () => {
  it("has one shape: a code, a message and the request's id", async () => {
    const response = await test.request("/v1/nothing");
    expect(response.status).toBe(404);
    expect(await errorOf(response)).toMatchObject({ code: "not_found", message: expect.any(String) as string });
  });

  it("names the faulty fields", async () => {
    const response = await send(JSON.stringify({ guestToken: 1 }));
    expect(response.status).toBe(400);
    expect(await errorOf(response)).toMatchObject({ code: "invalid_request", details: [{ path: "guestToken" }] });
  });

  it("that nobody foresaw says nothing but the request's id, and is logged", async () => {
    const broken = await createTestApp();
    broken.app.get("/broken", () => {
      throw new Error("the password is hunter2");
    });
    const response = await broken.request("/broken");
    expect(response.status).toBe(500);
    const text = await response.text();
    expect(text).not.toContain("hunter2");
    const { error } = JSON.parse(text) as ErrorBody;
    expect(error.code).toBe("internal");
    expect(broken.logged).toMatchObject([{ level: "error", fields: { requestId: error.requestId } }]);
    await broken.close();
  });

  it("of a request's body is 400, never 5xx", async () => {
    const bodies: [string, RequestInit["body"]][] = [
      ["nothing", ""],
      ["half a document", '{"guestToken":'],
      ["not JSON", "guestToken=1"],
      ["a list", "[]"],
      ["null", "null"],
      ["NUL", JSON.stringify({ guestToken: "a\u0000b" })],
      ["a lone surrogate", '{"guestToken":"\\ud800"}'],
      ["a lone surrogate in a name", '{"guestToken":"a","\\udfff":1}'],
      ["not UTF-8", new Uint8Array([0x22, 0xff, 0xfe, 0x22])],
      ["lists 10,000 deep", "[".repeat(10_000) + "]".repeat(10_000)],
      ["objects 5,000 deep", '{"a":'.repeat(5_000) + "1" + "}".repeat(5_000)],
      ["a prototype", '{"__proto__":{"guestToken":"a"}}'],
    ];
    for (const [what, body] of bodies) {
      const response = await send(body);
      expect([what, response.status]).toEqual([what, 400]);
      expect((await errorOf(response)).code).toBe("invalid_request");
    }
  });

  it("is none of a body that names its type and is empty, where none is asked for", async () => {
    const { headers } = await test.asHostUser("author", { role: "author" });
    const init = { method: "POST", headers: { ...headers, "Content-Type": "application/json" }, body: "" };
    const response = await test.request(`/v1/author/courses/${crypto.randomUUID()}/publish`, init);
    expect(response.status).toBe(404);
  });

  it("of another content type is 415", async () => {
    const response = await send("guestToken=1", { "Content-Type": "application/x-www-form-urlencoded" });
    expect(response.status).toBe(415);
    expect((await errorOf(response)).code).toBe("invalid_request");
  });

  it("of an address is 400 or 404, never 5xx", async () => {
    const paths = [
      "/v1/courses?q=%00",
      "/v1/courses/%00",
      "/v1/courses?ids=%00",
      "/v1/courses/%ff",
      "/v1/%2e%2e/%2e%2e",
    ];
    for (const path of paths) {
      const response = await test.request(path);
      expect([path, [400, 404].includes(response.status)]).toEqual([path, true]);
      await errorOf(response);
    }
  });
});

const sized = (bytes: number) => JSON.stringify({ guestToken: "x" }).padEnd(bytes, " ");

describe("a body", () => {
  const chunked = (bytes: number) => {
    const text = new TextEncoder().encode(sized(bytes));
    return new ReadableStream<Uint8Array>({
      start(controller) {
        for (let at = 0; at < text.length; at += 1_000) controller.enqueue(text.subarray(at, at + 1_000));
        controller.close();
      },
    });
  };

  it.each([
    ["with a length", sized],
    ["in chunks", chunked],
  ])("%s may have 64 KiB and no byte more", async (_how, make) => {
    const largest = await send(make(BODY_LIMIT_BYTES));
    expect((await errorOf(largest)).code).toBe("invalid_request");
    const tooLarge = await send(make(BODY_LIMIT_BYTES + 1));
    expect(tooLarge.status).toBe(413);
    expect((await errorOf(tooLarge)).code).toBe("body_too_large");
  });

  it("is given up as soon as it is too long", async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1_000;
        controller.enqueue(new Uint8Array(1_000));
      },
    });
    expect((await send(endless)).status).toBe(413);
    expect(sent).toBeLessThan(2 * BODY_LIMIT_BYTES);
  });

  it("that lies about its length is measured", async () => {
    const response = await send(chunked(BODY_LIMIT_BYTES + 1), { "Content-Length": "10" });
    expect(response.status).toBe(413);
  });
});

describe("a bad token", () => {
  const bad = ["Bearer", "Bearer ", "Bearer nonsense", "Basic dXNlcjpwYXNz", "nonsense", ""];

  it.each(bad)("is 401 on a public route, never taken for anonymous: %j", async (Authorization) => {
    const response = await test.request("/v1/courses", { headers: { Authorization } });
    expect(response.status).toBe(401);
    expect(response.headers.get("WWW-Authenticate")).toBe("Bearer");
    expect((await errorOf(response)).code).toBe("unauthenticated");
  });

  it("that has expired says so", async () => {
    const now = Math.floor(test.clock.now().getTime() / 1000);
    const { headers } = await test.asHostUser("42", { iat: now - 3_600, exp: now - 120 });
    const response = await test.request("/v1/courses", { headers });
    expect(response.status).toBe(401);
    expect((await errorOf(response)).code).toBe("token_expired");
  });

  it("appears neither in the answer nor in the log", async () => {
    const { token } = await test.asHostUser("42", { aud: "secret-audience" });
    const response = await test.request("/v1/courses", { headers: { Authorization: `Bearer ${token}` } });
    expect(await response.text()).not.toContain(token);
    expect(JSON.stringify(test.logged)).not.toContain(token);
  });
});

describe("every answer", () => {
  it("has an id of its own, whatever the client calls it", async () => {
    const ids = await Promise.all(
      [1, 2].map(async () => {
        const response = await test.request("/v1/courses", { headers: { "X-Request-Id": "mine" } });
        return response.headers.get("X-Request-Id");
      }),
    );
    expect(new Set([...ids, "mine"]).size).toBe(3);
  });

  it("is what it says and no page", async () => {
    for (const path of ["/v1/courses", "/v1/nothing", "/healthz"]) {
      const { headers } = await test.request(path);
      expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
      expect(headers.get("Referrer-Policy")).toBe("no-referrer");
      expect(headers.get("Content-Security-Policy")).toBe("default-src 'none'; frame-ancestors 'none'");
    }
  });

  it("about a learner is not kept", async () => {
    const response = await test.request("/v1/me/courses?filter=wishlisted", { headers: user.headers });
    expect(response.status).toBe(200);
    expect(response.headers.get("Cache-Control")).toBe("no-store");
  });
});
