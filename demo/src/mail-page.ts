import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

import { html, raw } from "hono/html";
import PostalMime, { type Email } from "postal-mime";

/** How the server names a mail that it writes instead of sending: its time in UTC, and its id. */
const NAME = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z-([\da-f-]{36})\.eml$/;
const MOST = 50;

interface WrittenMail {
  id: string;
  sentAt: Date;
  email: Email;
}

/** The newest mails in a folder of .eml files, the newest first; none when nothing was sent yet. */
async function newestMails(folder: string): Promise<WrittenMail[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  const newest = names.filter((name) => NAME.test(name)).toSorted();
  return Promise.all(
    newest
      .slice(-MOST)
      .toReversed()
      .map((name) => readMail(folder, name)),
  );
}

async function readMail(folder: string, name: string): Promise<WrittenMail> {
  const [, year, month, day, hour, minute, second, id = ""] = NAME.exec(name) ?? [];
  const sentAt = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return { id, sentAt, email: await PostalMime.parse(await readFile(join(folder, name))) };
}

/** What the server would have mailed, as HTML to stand in a page. */
export async function mailList(folder: string): Promise<string> {
  const mails = await newestMails(folder);
  if (mails.length === 0) {
    return String(
      html`<p>No mail yet. Buy a course without signing in: its receipt appears here a second after the payment.</p>`,
    );
  }
  const items = mails.map(
    ({ id, sentAt, email: { subject, to } }) =>
      html`<li>
        <a href="/mail/${id}">${subject ?? "(no subject)"}</a>
        <span>to ${addressesOf(to)}, <time datetime="${sentAt.toISOString()}">${timeOf(sentAt)}</time></span>
      </li>`,
  );
  return String(
    await html`<ul class="mails">
      ${items}
    </ul>`,
  );
}

/** One mail's words; null when there is no such mail. Its links can be followed where they lead to one of `origins`. */
export async function mailText(folder: string, id: string, origins: string[]): Promise<string | null> {
  const mail = (await newestMails(folder)).find((written) => written.id === id);
  if (mail === undefined) return null;
  const { sentAt, email } = mail;
  const parts = (email.text ?? "").trim().split(/(https?:\/\/\S+)/);
  const words = parts.map((part) => (isLinkTo(part, origins) ? html`<a href="${part}">${part}</a>` : html`${part}`));
  return String(
    await html`<p>
        <strong>${email.subject ?? "(no subject)"}</strong><br />
        to ${addressesOf(email.to)}, <time datetime="${sentAt.toISOString()}">${timeOf(sentAt)}</time>
      </p>
      <div class="mail">${raw(words.join(""))}</div>
      <p><a href="/mail">All mail</a></p>`,
  );
}

function addressesOf(to: Email["to"]): string {
  return (to ?? []).map(({ address }) => address ?? "").join(", ");
}

function timeOf(date: Date): string {
  return new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "medium" }).format(date);
}

function isLinkTo(text: string, origins: string[]): boolean {
  return /^https?:/.test(text) && URL.canParse(text) && origins.includes(new URL(text).origin);
}
