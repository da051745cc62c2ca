import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const configFile = join(root, ".dependency-cruiser.mjs");

interface Rule {
  name: string;
  comment: string;
}

/** For each rule one file that breaks it, and nothing else. */
const offences: Record<string, Record<string, string>> = {
  "no-cycles": {
    "packages/contract/src/one.ts": `import { two } from "./two.js"; export const one = () => two;`,
    "packages/contract/src/two.ts": `import { one } from "./one.js"; export const two = () => one;`,
  },
  "contract-imports-zod-only": {
    "packages/contract/src/pretty.ts": `import { html } from "lit"; export const x = html;`,
  },
  "widgets-import-few-packages": {
    "packages/widgets/src/shared/heavy.ts": `import { z } from "zod"; export const x = z;`,
  },
  "widgets-import-contract-types-only": {
    "packages/widgets/src/data/value.ts": `import { Money } from "../../../contract/src/money.js"; export const x = Money;`,
  },
  "streams-only-in-the-engine": {
    "packages/widgets/src/elements/chapter-player/streams.ts": `import { Hls } from "@mux/playback-core"; export const x = Hls;`,
  },
  "engine-only-on-demand": {
    "packages/widgets/src/elements/chapter-player/eager.ts": `import { x } from "./media/mux-engine.js"; export const y = x;`,
    "packages/widgets/src/elements/chapter-player/media/mux-engine.ts": `export const x = 1;`,
  },
  "data-knows-no-lit": {
    "packages/widgets/src/data/rendering.ts": `import { html } from "lit"; export const x = html;`,
  },
  "controllers-know-no-elements": {
    "packages/widgets/src/controllers/knowing.ts": `import { a } from "../elements/a/a.js"; export const x = a;`,
    "packages/widgets/src/elements/a/a.ts": `export const a = 1;`,
  },
  "shared-imports-none-of-the-layers": {
    "packages/widgets/src/shared/knowing.ts": `import { d } from "../data/d.js"; export const x = d;`,
    "packages/widgets/src/data/d.ts": `export const d = 1;`,
  },
  "testing-stays-out-of-the-product": {
    "packages/widgets/src/elements/b/b.ts": `import { t } from "../../testing/t.js"; export const x = t;`,
    "packages/widgets/src/testing/t.ts": `export const t = 1;`,
  },
  "server-knows-no-widgets-and-no-demo": {
    "packages/server/src/catalogue/demo.ts": `import { a } from "../../../../demo/src/a.js"; export const x = a;`,
    "demo/src/a.ts": `export const a = 1;`,
  },
  "widgets-know-no-server-and-no-demo": {
    "packages/widgets/src/data/server.ts": `import { a } from "../../../../demo/src/a.js"; export const x = a;`,
  },
  "demo-is-a-host-site": {
    "demo/src/inside.ts": `import { Money } from "../../packages/contract/src/money.js"; export const x = Money;`,
  },
  "hono-only-where-http-is": {
    "packages/server/src/wishlist/web.ts": `import { Hono } from "hono"; export const x = Hono;`,
  },
  "sdks-are-made-in-one-place": {
    "packages/server/src/learning/video.ts": `import Mux from "@mux/mux-node"; export const x = Mux;`,
  },
  "features-know-no-app": {
    "packages/server/src/learning/up.ts": `import { app } from "../app.js"; export const x = app;`,
    "packages/server/src/app.ts": `export const app = 1;`,
  },
  "feature-catalogue": {
    "packages/server/src/catalogue/reach.ts": `import { o } from "../wishlist/o.js"; export const x = o;`,
  },
  "feature-learning": {
    "packages/server/src/learning/reach.ts": `import { o } from "../wishlist/o.js"; export const x = o;`,
  },
  "feature-wishlist": {
    "packages/server/src/wishlist/reach.ts": `import { o } from "../learning/o.js"; export const x = o;`,
  },
  "feature-checkout": {
    "packages/server/src/checkout/reach.ts": `import { o } from "../wishlist/o.js"; export const x = o;`,
  },
  "feature-webhooks": {
    "packages/server/src/webhooks/reach.ts": `import { o } from "../wishlist/o.js"; export const x = o;`,
  },
  "feature-authoring": {
    "packages/server/src/authoring/reach.ts": `import { o } from "../wishlist/o.js"; export const x = o;`,
  },
  "feature-identity": {
    "packages/server/src/identity/reach.ts": `import { o } from "../wishlist/o.js"; export const x = o;`,
  },
  "feature-mail": {
    "packages/server/src/mail/reach.ts": `import { o } from "../wishlist/o.js"; export const x = o;`,
  },
  resolvable: { "packages/contract/src/lost.ts": `import { x } from "./nowhere.js"; export const y = x;` },
};

const clean: Record<string, string> = {
  "packages/contract/src/money.ts": `import { z } from "zod"; export const Money = z.object({}); export type Money = object;`,
  "packages/server/src/wishlist/o.ts": `export const o = 1;`,
  "packages/server/src/learning/o.ts": `export const o = 1;`,
  "packages/server/src/mail/o.ts": `export const o = 1;`,
  "packages/server/src/identity/mailing.ts": `import { o } from "../mail/o.js"; export const x = o;`,
  "packages/server/src/checkout/mailing.ts": `import { o } from "../mail/o.js"; export const x = o;`,
  "packages/widgets/src/data/types.ts": `import type { Money } from "../../../contract/src/money.js"; export type X = Money;`,
};

let folder: string;
let violations: { rule: { name: string }; from: string }[];
let rules: Rule[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "courselet-imports-"));
  for (const [path, content] of [clean, ...Object.values(offences)].flatMap((files) => Object.entries(files))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "dir");
  writeFileSync(join(folder, "tsconfig.base.json"), "{}");
  rules = ((await import(pathToFileURL(configFile).href)) as { default: { forbidden: Rule[] } }).default.forbidden;
  const program = join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const args = [program, "--config", configFile, "--output-type", "json", "packages", "demo"];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: folder, maxBuffer: 2 ** 26 });
  violations = (JSON.parse(stdout) as { summary: { violations: typeof violations } }).summary.violations;
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the import rules", () => {
  it("have a reason and a broken example each", () => {
    expect(rules.map(({ name }) => name).toSorted()).toEqual(Object.keys(offences).toSorted());
    expect(rules.filter(({ comment }) => comment.length < 20)).toEqual([]);
  });

  it.each(Object.keys(offences))("%s fails on its example", (name) => {
    const offenders = violations.filter(({ rule }) => rule.name === name).map(({ from }) => from);
    expect(Object.keys(offences[name] ?? {}).some((path) => offenders.includes(path))).toBe(true);
  });

  it("leave files alone that keep them", () => {
    expect(violations.filter(({ from }) => from in clean)).toEqual([]);
  });
});
