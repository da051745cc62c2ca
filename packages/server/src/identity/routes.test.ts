import type { GuestToken } from "@courselet/contract/identity";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { createTestApp, type TestApp } from "../testing/create-test-app.js";

let test: TestApp;
beforeEach(async () => {
  test = await createTestApp();
});
afterEach(() => test.close());

describe("POST /v1/guests", () => {
  it("gives a token that is believed for 400 days", async () => {
    const response = await test.request("/v1/guests", { method: "POST" });
    expect(response.status).toBe(201);
    expect(response.headers.get("Cache-Control")).toBe("no-store");
    const { token, expiresAt } = (await response.json()) as GuestToken;
    expect(new Date(expiresAt).getTime() - test.clock.now().getTime()).toBe(400 * 86_400_000);

    const headers = { Authorization: `Bearer ${token}` };
    test.clock.advance(400 * 86_400_000 - 1_000);
    expect((await test.request("/v1/me/courses?filter=wishlisted", { headers })).status).toBe(200);
    test.clock.advance(120_000);
    const late = await test.request("/v1/me/courses?filter=wishlisted", { headers });
    expect(late.status).toBe(401);
    expect(await late.json()).toMatchObject({ error: { code: "token_expired" } });
  });

  it("gives everybody another one", async () => {
    const guests = await Promise.all([1, 2, 3].map(() => test.asGuest()));
    expect(new Set(guests.map(({ userId }) => userId)).size).toBe(3);
  });
});
