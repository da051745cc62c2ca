import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, expect, it } from "vitest";

import { mailList, mailText } from "./mail-page.js";

const ID = "0b2e4a52-9a3f-4a54-8a55-6a3c1b0e7d10";
const LINK = "http://localhost:4173/courses/x?courselet_restore=abc";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "courselet-mail-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function write(name: string, { subject = "Your receipt", text = "Thank you" } = {}): Promise<void> {
  const head = ["From: a@b.example", "To: ada@school.example", `Subject: ${subject}`, "Content-Type: text/plain"];
  await writeFile(join(folder, name), [...head, "", text].join("\r\n"));
}

it("lists the mails of a folder, the newest first, and what else lies there not", async () => {
  await write(`20261123T200000Z-${ID}.eml`, { subject: "First" });
  await write(`20261123T200001Z-${ID.replace("0", "1")}.eml`, { subject: "Second <b>" });
  await write(".incoming-1", { subject: "Not whole" });
  const list = await mailList(folder);
  expect(list).toMatch(/Second &lt;b&gt;[^]*ada@school\.example[^]*First/);
  expect(list).not.toContain("Not whole");
  expect(await mailList(join(folder, "none"))).toContain("No mail yet");
});

it("shows a mail's words, with links to the demo's own sites alone", async () => {
  const text = `<script>alert(1)</script>\n\nOpen:\n${LINK}\nhttps://evil.example/`;
  await write(`20261123T200000Z-${ID}.eml`, { text });
  const shown = await mailText(folder, ID, ["http://localhost:4173"]);
  expect(shown).toContain(`<a href="${LINK}">`);
  expect(shown).toContain("&lt;script&gt;");
  expect(shown).not.toMatch(/<script|href="https:\/\/evil/);
  expect(await mailText(folder, "../../etc/passwd", [])).toBeNull();
});
