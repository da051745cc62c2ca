import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { createTestApp, type TestApp } from "../testing/create-test-app.js";
import { namedSchemas } from "./named-schemas.js";

interface Operation {
  tags?: string[];
  summary?: string;
  security?: object[];
  parameters?: { name: string; in: string; required?: boolean; schema: Record<string, unknown> }[];
  responses: Record<string, { description: string; content?: Record<string, { schema: object }> }>;
}

interface Document {
  openapi: string;
  info: { title: string };
  tags: { name: string }[];
  servers: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, { properties?: Record<string, object> }>; securitySchemes: object };
}

let test: TestApp;
let document: Document;
beforeAll(async () => {
  test = await createTestApp();
  document = (await (await test.request("/openapi.json")).json()) as Document;
});
afterAll(() => test.close());

function operations(): [string, Operation][] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]): [string, Operation] => [
      `${method.toUpperCase()} ${path}`,
      operation,
    ]),
  );
}

/** Every value under a key of this name, however deep. */
function valuesOf(key: string, node: unknown): unknown[] {
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([name, value]) => [
    ...(name === key ? [value as unknown] : []),
    ...valuesOf(key, value),
  ]);
}

describe("/openapi.json", () => {
  it("is OpenAPI 3.1 of this server", () => {
    expect(document).toMatchObject({
      openapi: "3.1.0",
      info: { title: "Courselet API" },
      servers: [{ url: "http://localhost:8787" }],
      components: { securitySchemes: { bearer: { type: "http", scheme: "bearer" } } },
    });
  });

  it("may be kept, and read from any page", async () => {
    const response = await test.request("/openapi.json");
    expect(response.headers.get("Access-Control-Allow-Origin")).toBe("*");
    const etag = response.headers.get("ETag") ?? "";
    expect((await test.request("/openapi.json", { headers: { "If-None-Match": etag } })).status).toBe(304);
  });

  it("has every route of the API", () => {
    const routes = test.app.routes
      .filter(({ method, path }) => path.startsWith("/v1/") && method !== "ALL" && !path.endsWith("*"))
      .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, "{$1}")}`);
    const described = operations().map(([name]) => name);
    expect(described.length).toBeGreaterThan(10);
    expect([...new Set(routes)].filter((route) => !described.includes(route))).toEqual([]);
  });

  it("says of every operation what it is, and documents its parameters", () => {
    const tags = document.tags.map(({ name }) => name);
    for (const [name, operation] of operations()) {
      expect([name, operation.tags?.length, tags.includes(operation.tags?.[0] ?? "")]).toEqual([name, 1, true]);
      expect([name, typeof operation.summary]).toEqual([name, "string"]);
      const inPath = [...name.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter);
      const documented = (operation.parameters ?? []).filter((parameter) => parameter.in === "path");
      expect([name, documented.map((parameter) => parameter.name)]).toEqual([name, inPath]);
      expect(documented.every(({ required }) => required)).toBe(true);
    }
  });

  it("says which operations need a learner: those that answer 401", () => {
    for (const [name, { security, responses }] of operations()) {
      if (!name.includes("/v1/me/")) continue;
      expect([name, security]).toEqual([name, [{ bearer: [] }]]);
      expect([name, "401" in responses]).toEqual([name, true]);
    }
  });

  it("describes every failure as the one error shape", () => {
    const schema = { $ref: "#/components/schemas/Error" };
    for (const [name, { responses }] of operations()) {
      for (const [status, response] of Object.entries(responses).filter(([code]) => Number(code) >= 400)) {
        expect([name, status, response.content?.["application/json"]?.schema]).toEqual([name, status, schema]);
      }
    }
  });

  it("has each named schema of the contract once, and no reference to what is not there", () => {
    expect(Object.keys(document.components.schemas).toSorted()).toEqual([...namedSchemas().keys()].toSorted());
    const references = valuesOf("$ref", document);
    expect(references.length).toBeGreaterThan(10);
    for (const reference of references) {
      const [, name = ""] = /^#\/components\/schemas\/(\w+)$/.exec(String(reference)) ?? [];
      expect([reference, name in document.components.schemas]).toEqual([reference, true]);
    }
  });

  it("says nullable where something may be null, and only there", () => {
    const { schemas } = document.components;
    expect(schemas["Money"]).toMatchObject({ type: "object" });
    expect(schemas["CategoryRef"]).toMatchObject({ type: "object" });
    expect(schemas["CourseCard"]?.properties?.["price"]).toMatchObject({
      anyOf: [{ $ref: "#/components/schemas/Money" }, { type: "null" }],
    });
  });

  it("has patterns that are regular expressions without their flags", () => {
    const patterns = valuesOf("pattern", document).map(String);
    expect(patterns.length).toBeGreaterThan(0);
    for (const pattern of patterns) {
      expect(() => new RegExp(pattern, "u")).not.toThrow();
      expect(pattern).toMatch(/\$$/);
    }
  });
});

describe("/docs", () => {
  it("is a page of this server's own files alone", async () => {
    const response = await test.request("/docs");
    expect(response.headers.get("Content-Security-Policy")).toMatch(/^default-src 'none'; script-src 'self';/);
    const page = await response.text();
    expect(page).toContain("<title>Courselet API</title>");
    expect(page).not.toMatch(/<script>|<script [^>]*>[^<]| on\w+=/);
    const files = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file = ""]) => file);
    const local = files.filter((file) => !file.startsWith("data:"));
    expect(local).toHaveLength(4);
    for (const file of local) {
      const { status, headers } = await test.request(`/${file}`);
      expect([file, status, headers.get("X-Content-Type-Options")]).toEqual([file, 200, "nosniff"]);
    }
  });
});
