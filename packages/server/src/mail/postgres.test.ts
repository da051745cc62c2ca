import { afterAll, beforeAll, expect, it } from "vitest";

import { openDatabase, type OpenDatabase } from "../database/open-database.js";
import type { Mail } from "./mailer.js";
import { createTestClock } from "../testing/test-clock.js";
import { startPostgres, type TestPostgres } from "../testing/start-postgres.js";
import { queueMail } from "./queue-mail.js";
import { sendDueMails } from "./send-due-mails.js";

const log = { info() {}, warn() {}, error() {} };
const clock = createTestClock();
let postgres: TestPostgres;
let servers: OpenDatabase[] = [];
beforeAll(async () => {
  postgres = await startPostgres();
  const open = () => openDatabase({ databaseUrl: postgres.url, dataDir: "unused", log });
  servers = await Promise.all([open(), open()]);
});
afterAll(async () => {
  for (const { close } of servers) await close();
  await postgres.remove();
});

it("two servers on one PostgreSQL share two hundred mails and send each once, also those that are refused first", async () => {
  const [first] = servers;
  if (first === undefined) throw new Error("no server was opened");
  for (let count = 0; count < 200; count += 1) {
    const mail = { to: "ada@school.example", subject: `Mail ${count}`, text: "t", html: "<p>t</p>" };
    await queueMail({ db: first.db, clock, kind: "receipt", mail });
  }
  const sent: string[] = [];
  const refused = new Set<string>();
  const mailer = {
    async send({ subject }: Mail) {
      await new Promise((resolve) => setTimeout(resolve, 2));
      if (subject.endsWith("7") && !refused.has(subject)) {
        refused.add(subject);
        throw new Error("busy");
      }
      sent.push(subject);
    },
  };
  const shares = async () =>
    Promise.all(
      servers.map(async ({ db }) => {
        let share = 0;
        for (let taken = 1; taken > 0; share += taken) taken = await sendDueMails({ deps: { db, clock, log, mailer } });
        return share;
      }),
    );

  const taken = await shares();
  expect(taken.reduce((sum, share) => sum + share)).toBe(200);
  expect(Math.min(...taken)).toBeGreaterThan(0);
  expect(sent).toHaveLength(180);
  // Its session's time zone is not UTC, and still a minute is a minute.
  clock.advance(59_999);
  expect(await shares()).toEqual([0, 0]);
  clock.advance(1);
  await shares();
  expect(sent).toHaveLength(200);
  expect(new Set(sent).size).toBe(200);
  expect(await first.db.outboxMail.count({ where: { sentAt: null } })).toBe(0);
});
