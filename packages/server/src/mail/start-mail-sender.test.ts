import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { createTestApp, type TestApp } from "../testing/create-test-app.js";
import { startSmtpServer, type TestSmtpServer } from "../testing/start-smtp-server.js";
import { queueMail } from "./queue-mail.js";
import { startMailSender } from "./start-mail-sender.js";

const DAY_MS = 86_400_000;
const mail = { to: "ada@school.example", subject: "s", text: "t", html: "<p>t</p>" };

const SOON = { timeout: 20_000 };
let smtp: TestSmtpServer;
let test: TestApp;
beforeEach(async () => {
  smtp = await startSmtpServer();
  test = await createTestApp({ config: { smtpUrl: smtp.url, mailFrom: "courses@school.example" } });
});
afterEach(async () => {
  await test.close();
  await smtp.close();
});

const queue = () => queueMail({ db: test.db, clock: test.clock, kind: "receipt", mail });

describe("a mail sender", () => {
  it("sends what is queued while it runs, and nothing after it was stopped", async () => {
    const sender = startMailSender({ deps: test.deps, lookEveryMs: 5 });
    await queue();
    await expect.poll(() => smtp.received.length, SOON).toBe(1);
    await sender.stop(5_000);
    await queue();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(smtp.received).toHaveLength(1);
  });

  it("lets a mail in hand arrive before it stops", async () => {
    smtp.delay(300);
    await queue();
    const sender = startMailSender({ deps: test.deps, lookEveryMs: 5 });
    await expect.poll(() => smtp.received.length, SOON).toBe(1);
    await sender.stop(5_000);
    expect(await test.db.outboxMail.findFirst()).toMatchObject({ sentAt: test.clock.now() });
  });

  it("waits no longer than it may", async () => {
    smtp.delay(1_000);
    await queue();
    const sender = startMailSender({ deps: test.deps, lookEveryMs: 5 });
    await expect.poll(() => smtp.received.length, SOON).toBe(1);
    const started = performance.now();
    await sender.stop(100);
    expect(performance.now() - started).toBeLessThan(900);
    // The database is given back only when nobody writes to it any more.
    await expect.poll(async () => (await test.db.outboxMail.findFirst())?.sentAt, SOON).not.toBeNull();
  });

  it("forgets what was over a month ago, and nothing else", async () => {
    await queue();
    let sender = startMailSender({ deps: test.deps, lookEveryMs: 5 });
    await expect.poll(async () => (await test.db.outboxMail.findFirst())?.sentAt, SOON).not.toBeNull();
    await sender.stop(5_000);
    test.clock.advance(30 * DAY_MS + 1_000);
    smtp.refuse(1);
    await queue();
    sender = startMailSender({ deps: test.deps, lookEveryMs: 5 });
    await expect.poll(() => test.db.outboxMail.count(), SOON).toBe(1);
    expect(await test.db.outboxMail.findFirst()).toMatchObject({ sentAt: null });
    await sender.stop(5_000);
  });
});
