import { afterAll, beforeAll, expect, it } from "vitest";

import { createTestApp, type TestApp } from "../testing/create-test-app.js";
import { makeCourse, type MadeCourse } from "../testing/make-course.js";
import { seededRandom } from "../testing/seeded-random.js";
import { TEST_API_KEY } from "../testing/test-config.js";

interface Schema {
  $ref?: string;
  properties?: Record<string, Schema>;
}
interface Operation {
  parameters?: { name: string; in: string }[];
  requestBody?: { content: { "application/json": { schema: Schema } } };
}
interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

const SEED = 20_261_123;
const REQUESTS_EACH = 15;
/** What programs and people put where something else belongs, and what is just inside or outside of the limits. */
const ODD: unknown[] = [
  null,
  true,
  "",
  " ",
  "x",
  "x".repeat(300),
  "x".repeat(301),
  "x".repeat(20_001),
  "\u0000",
  "\ud800",
  '\'; DROP TABLE "Course"; --',
  "日本語 العربية \u202e 👩‍🚀",
  0,
  -1,
  0.5,
  1,
  100,
  2_147_483_648,
  2 ** 53,
  1e308,
  -1e-320,
  [],
  [[[]]],
  {},
  { amount: 4900, currency: "usd" },
  { amount: 99_999_999, currency: "jpy" },
  { amount: 1e21, currency: "USD" },
  { amount: 1, currency: "usd", tax: 1 },
  "https://a.example/",
  "https://a.example:99999/",
  "http://[::1",
  "HTTPS://A.EXAMPLE/%ff?#",
  "javascript:alert(1)",
  "//a.example",
  "0000-01-01",
  "0000-01-01T00:00:00Z",
  "9999-12-31T23:59:59.999Z",
  "-000001-01-01",
  "2026-02-30",
  "00000000-0000-0000-0000-000000000000",
  "ffffffff-ffff-ffff-ffff-ffffffffffff",
  "public",
  "signed",
  "a.mp4",
  "../../etc/passwd.mp4",
  "host:42",
];

let test: TestApp;
let course: MadeCourse;
let document: Document;
beforeAll(async () => {
  test = await createTestApp();
  document = (await (await test.request("/openapi.json")).json()) as Document;
});
afterAll(() => test.close());

function fieldsOf({ requestBody }: Operation): string[] {
  const schema = requestBody?.content["application/json"].schema;
  const name = schema?.$ref?.split("/").at(-1) ?? "";
  return Object.keys(document.components.schemas[name]?.properties ?? schema?.properties ?? {});
}

it("answers no odd request with a failure of its own", async () => {
  const random = seededRandom(SEED);
  const pick = <T>(from: readonly T[]): T => from[random(from.length)] as T;
  const headers = { Authorization: `Bearer ${TEST_API_KEY}`, "Content-Type": "application/json" };
  const statuses = new Map<number, number>();
  for (const [path, item] of Object.entries(document.paths).filter(([name]) => name.startsWith("/v1/author/"))) {
    for (const [method, operation] of Object.entries(item)) {
      const fields = fieldsOf(operation);
      for (let count = 0; count < REQUESTS_EACH; count += 1) {
        // Whatever an earlier request made of the course, this one has something to be odd about.
        if (count % 5 === 0) course = await makeCourse(test.db, { attachments: [{}], isPublished: random(2) === 0 });
        const ids = [
          course.courseId,
          course.chapterIds[random(3)],
          course.attachmentIds[0],
          pick(ODD),
          crypto.randomUUID(),
        ];
        const [, , , kind] = path.split("/");
        const own = { courses: ids[0], chapters: ids[1], attachments: ids[2] }[kind ?? ""] ?? ids[4];
        const address = path.replace(/\{\w+\}/g, () => encodeURIComponent(safe(random(4) === 0 ? pick(ids) : own)));
        const query = new URLSearchParams(
          (operation.parameters ?? [])
            .filter((given) => given.in === "query")
            .map(({ name }): [string, string] => [name, safe(pick(ODD))]),
        );
        const given = fields.filter(() => random(3) > 0).map((name) => [name, pick([...ODD, ids, course.chapterIds])]);
        const body =
          random(10) === 0 ? pick(ODD) : Object.fromEntries([...given, ...(random(8) === 0 ? [["x", 1]] : [])]);
        const response = await test.request(`${address}?${query}`, {
          method: method.toUpperCase(),
          headers,
          ...(operation.requestBody === undefined ? {} : { body: JSON.stringify(body) }),
        });
        // What needs Mux says so without one.
        const isExpected = response.status < 500 || response.status === 503;
        expect([method, address, String(query), JSON.stringify(body), isExpected]).toContain(true);
        statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
      }
    }
  }
  // Odd, but not all refused for one and the same reason.
  for (const status of [200, 201, 204, 400, 404]) expect([status, statuses.get(status) ?? 0]).not.toEqual([status, 0]);
}, 120_000);

/** As it can stand in an address. */
function safe(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return Buffer.from(text.slice(0, 500)).toString();
}
