import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { createTestApp, type TestApp } from "../testing/create-test-app.js";

let test: TestApp;
beforeEach(async () => {
  test = await createTestApp();
});
afterEach(() => test.close());

describe("POST /v1/guests", () => {
  it("gives a token that is believed", async () => {
    const response = await test.request("/v1/guests", { method: "POST" });
    expect(response.status).toBe(201);
    const { token, expiresAt } = (await response.json()) as { token: string; expiresAt: string };
    expect(new Date(expiresAt).getTime() - test.clock.now().getTime()).toBe(400 * 86_400_000);
    const merge = await test.request("/v1/me/merge", {
      headers: { Authorization: `Bearer ${token}` },
      json: { guestToken: token },
    });
    expect(merge.status).toBe(403);
  });
});
