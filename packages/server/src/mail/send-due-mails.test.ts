import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

import PostalMime from "postal-mime";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { createTestApp, type TestApp } from "../testing/create-test-app.js";
import { startSmtpServer, type TestSmtpServer } from "../testing/start-smtp-server.js";
import { mailBody } from "./mail-body.js";
import { queueMail } from "./queue-mail.js";
import { sendDueMails } from "./send-due-mails.js";

const MINUTE_MS = 60_000;
const mail = {
  to: "ada@school.example",
  subject: "Grüße:\r\nBcc: eve@evil.example",
  ...mailBody({ title: "Fish & <chips>", parts: ["One\ntwo", { label: "Open", href: 'https://a.example/?b="c"&d' }] }),
};

const SOON = { timeout: 20_000 };
let smtp: TestSmtpServer;
let test: TestApp;
beforeEach(async () => {
  smtp = await startSmtpServer();
  test = await createTestApp({ config: { smtpUrl: smtp.url, mailFrom: "School <courses@school.example>" } });
});
afterEach(async () => {
  await test.close();
  await smtp.close();
});

const queue = (more: { reference?: string; patienceMs?: number } = {}) =>
  queueMail({ db: test.db, clock: test.clock, kind: "receipt", mail, ...more });
const send = () => sendDueMails({ deps: test.deps });
const row = () => test.db.outboxMail.findFirstOrThrow();

describe("a mail", () => {
  it("is sent once, as text and as HTML, and its body is not kept", async () => {
    await queue();
    expect(await send()).toBe(1);
    expect(await send()).toBe(0);
    expect(smtp.received).toHaveLength(1);
    const { id, ...kept } = await row();
    expect(smtp.received[0]).toMatchObject({
      from: { name: "School", address: "courses@school.example" },
      to: [{ address: "ada@school.example" }],
      messageId: `<${id}@school.example>`,
      // Whoever parses a mail may end it with one line break more.
      text: expect.stringContaining('Fish & <chips>\n\nOne\ntwo\n\nOpen:\nhttps://a.example/?b="c"&d\n'),
    });
    expect(kept).toMatchObject({ sentAt: test.clock.now(), nextAttemptAt: null, attempts: 1, text: "", html: "" });
  });

  it("holds no HTML and no header but its own, whatever its words are", async () => {
    await queue();
    await send();
    const [received] = smtp.received;
    expect(received?.subject).toBe("Grüße: Bcc: eve@evil.example");
    expect(received?.bcc).toBeUndefined();
    expect(received?.html).toContain(
      '<h1 style="margin:0 0 16px;font-size:20px;line-height:1.3">Fish &amp; &lt;chips&gt;</h1>',
    );
    expect(received?.html).toContain("One<br>two");
    expect(received?.html).toContain('href="https://a.example/?b=&quot;c&quot;&amp;d"');
  });

  it("whose transaction is undone is never sent", async () => {
    const undone = test.db.$transaction(async (db) => {
      await queueMail({ db, clock: test.clock, kind: "receipt", mail });
      throw new Error("undone");
    });
    await expect(undone).rejects.toThrow("undone");
    expect(await send()).toBe(0);
    expect(smtp.received).toEqual([]);
  });

  it("with the same reference is queued once", async () => {
    await queue({ reference: "receipt:1" });
    await queue({ reference: "receipt:1" });
    await queue({ reference: "receipt:2" });
    expect(await test.db.outboxMail.count()).toBe(2);
  });
});

describe("a mail that is refused", () => {
  it("is tried again after a minute, and then is sent once", async () => {
    smtp.refuse(1);
    await queue();
    await send();
    expect(smtp.received).toEqual([]);
    expect(await row()).toMatchObject({ attempts: 1, sentAt: null, lastError: expect.stringContaining("451") });
    test.clock.advance(MINUTE_MS - 1);
    expect(await send()).toBe(0);
    test.clock.advance(1);
    expect(await send()).toBe(1);
    expect(smtp.received).toHaveLength(1);
    expect(await row()).toMatchObject({ attempts: 2, lastError: null, text: "" });
  });

  it("is tried again later and later, given up after three days, and said in the log without an address", async () => {
    smtp.refuse(1_000);
    const started = test.clock.now().getTime();
    await queue();
    const triedAt: number[] = [];
    for (let { nextAttemptAt } = await row(); nextAttemptAt !== null; { nextAttemptAt } = await row()) {
      test.clock.set(nextAttemptAt);
      triedAt.push((nextAttemptAt.getTime() - started) / MINUTE_MS);
      await send().catch(() => {});
      expect(triedAt.length).toBeLessThan(20);
    }
    expect(triedAt).toEqual([0, 1, 6, 36, 156, 876, 1_596, 2_316, 3_036, 3_756]);
    expect(await row()).toMatchObject({ sentAt: null, attempts: 10, text: "", html: "" });
    const errors = test.logged.filter(({ level }) => level === "error");
    expect(errors).toMatchObject([{ message: "a mail is given up", fields: { attempts: 10 } }]);
    expect(JSON.stringify(test.logged)).not.toContain("ada@");
  });

  it("is not sent when it would come too late", async () => {
    await queue({ patienceMs: 15 * MINUTE_MS });
    test.clock.advance(15 * MINUTE_MS);
    expect(await send()).toBe(1);
    expect(smtp.received).toEqual([]);
    expect(await row()).toMatchObject({ sentAt: null, nextAttemptAt: null, text: "" });
  });

  it("because no server is there, waits too", async () => {
    await smtp.close();
    await queue();
    await send();
    expect(await row()).toMatchObject({ attempts: 1, nextAttemptAt: new Date(test.clock.now().getTime() + MINUTE_MS) });
  });
});

describe("several senders", () => {
  it("send each mail once", async () => {
    for (let count = 0; count < 30; count += 1) await queue();
    const sender = async () => {
      while ((await send()) > 0);
    };
    await Promise.all([sender(), sender(), sender()]);
    expect(new Set(smtp.received.map(({ messageId }) => messageId)).size).toBe(30);
    expect(smtp.received).toHaveLength(30);
  });

  it("take over what another one left behind, five minutes later", async () => {
    await queue();
    const dead = { ...test.deps, mailer: { send: () => new Promise<never>(() => {}) } };
    void sendDueMails({ deps: dead });
    await expect.poll(async () => (await row()).attempts, SOON).toBe(1);
    test.clock.advance(5 * MINUTE_MS - 1);
    expect(await send()).toBe(0);
    test.clock.advance(1);
    expect(await send()).toBe(1);
    expect(smtp.received).toHaveLength(1);
  });
});

describe("without a mail server", () => {
  it("a mail becomes a file, whole", async () => {
    const shop = await createTestApp();
    try {
      await queueMail({ db: shop.db, clock: shop.clock, kind: "receipt", mail });
      await sendDueMails({ deps: shop.deps });
      const { id } = await shop.db.outboxMail.findFirstOrThrow();
      const outbox = join(shop.deps.config.dataDir, "outbox");
      const time = shop.clock
        .now()
        .toISOString()
        .replaceAll(/[-:]|\.000/g, "");
      expect(await readdir(outbox)).toEqual([`${time}-${id}.eml`]);
      const written = await PostalMime.parse(await readFile(join(outbox, `${time}-${id}.eml`)));
      expect(written).toMatchObject({
        subject: "Grüße: Bcc: eve@evil.example",
        to: [{ address: "ada@school.example" }],
      });
      expect(written.text).toContain('https://a.example/?b="c"&d');
    } finally {
      await shop.close();
    }
  });
});
