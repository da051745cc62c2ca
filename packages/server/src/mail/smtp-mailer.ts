import type { Transporter } from "nodemailer";

import type { Mail, Mailer } from "./mailer.js";

/** Sends by SMTP. `from` is an address, with or without a name. */
export function createSmtpMailer({ transport, from }: { transport: Transporter; from: string }): Mailer {
  return {
    async send(mail) {
      await transport.sendMail(messageOf({ mail, from }));
    },
  };
}

/** What nodemailer makes a message of. */
export function messageOf({ mail: { id, to, subject, text, html }, from }: { mail: Mail; from: string }) {
  const domain = /@([^@\s<>]+)>?\s*$/.exec(from)?.[1] ?? "localhost";
  return {
    from,
    // As an object, so that nothing in it is read as a second address.
    to: { name: "", address: to },
    subject,
    text,
    html,
    // The same each time it is sent: a mailbox that gets it twice can tell.
    messageId: `<${id}@${domain}>`,
    headers: { "Auto-Submitted": "auto-generated" },
    // Nothing of a mail is ever a file or an address to fetch.
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
