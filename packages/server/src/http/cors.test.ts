import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { createTestApp, type TestApp } from "../testing/create-test-app.js";

const ALLOWED = "https://school.example";

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp({ config: { allowedOrigins: [ALLOWED, "http://localhost:4173"] } });
});
afterAll(() => test.close());

const ask = (origin: string | null, init: RequestInit = {}) =>
  test.request("/v1/courses", {
    ...init,
    headers: { ...(origin === null ? {} : { Origin: origin }), ...init.headers },
  });

describe("a listed origin", () => {
  it.each([ALLOWED, "http://localhost:4173"])("may read the answer: %s", async (origin) => {
    const response = await ask(origin);
    expect(response.headers.get("Access-Control-Allow-Origin")).toBe(origin);
    expect(response.headers.get("Access-Control-Expose-Headers")).toMatch(/ETag.*X-Request-Id/);
    expect(response.headers.get("Access-Control-Allow-Credentials")).toBeNull();
  });

  it("may read errors too, so that a page can tell an expired token from a broken network", async () => {
    for (const [path, headers] of [
      ["/v1/nothing", {}],
      ["/v1/courses", { Authorization: "Bearer expired" }],
    ] as const) {
      const response = await test.request(path, { headers: { Origin: ALLOWED, ...headers } });
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(response.headers.get("Access-Control-Allow-Origin")).toBe(ALLOWED);
    }
  });

  it("is told in a preflight what it may send, for a day", async () => {
    const response = await ask(ALLOWED, {
      method: "OPTIONS",
      headers: {
        "Access-Control-Request-Method": "PUT",
        "Access-Control-Request-Headers": "authorization,content-type,if-none-match",
      },
    });
    expect(response.status).toBe(204);
    expect(response.headers.get("Access-Control-Allow-Origin")).toBe(ALLOWED);
    expect(response.headers.get("Access-Control-Allow-Methods")).toContain("PUT");
    expect(response.headers.get("Access-Control-Allow-Headers")).toBe("Authorization, Content-Type, If-None-Match");
    expect(response.headers.get("Access-Control-Max-Age")).toBe("86400");
    expect(response.headers.get("Vary")).toBe("Origin");
    expect(response.headers.get("X-Request-Id")).not.toBeNull();
  });
});

describe("any other origin", () => {
  it.each([
    "null",
    "https://school.example.evil.example",
    "https://evil-school.example",
    "https://school.exampl",
    "http://school.example",
    "https://school.example:8443",
    "https://school.example/",
    "https://SCHOOL.example",
    "https://sub.school.example",
    "*",
    "",
  ])("gets no leave to read: %j", async (origin) => {
    for (const init of [{}, { method: "OPTIONS", headers: { "Access-Control-Request-Method": "PUT" } }]) {
      const response = await ask(origin, init);
      const names = [...response.headers.keys()].filter((name) => name.startsWith("access-control-"));
      expect(names).toEqual([]);
      expect(response.headers.get("Vary")).toBe("Origin");
    }
  });

  it("meets the same checks, as does a request without one", async () => {
    for (const origin of [null, "https://evil.example", ALLOWED]) {
      const response = await test.request("/v1/me/courses?filter=wishlisted", {
        headers: origin === null ? {} : { Origin: origin },
      });
      expect(response.status).toBe(401);
    }
  });
});

it("varies by origin, whoever asks", async () => {
  expect((await ask(null)).headers.get("Vary")).toBe("Origin");
  const notModified = await ask(ALLOWED, { headers: { "If-None-Match": "*" } });
  expect(notModified.status).toBe(304);
  expect(notModified.headers.get("Vary")).toBe("Origin");
  expect(notModified.headers.get("Access-Control-Allow-Origin")).toBe(ALLOWED);
});
