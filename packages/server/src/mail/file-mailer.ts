import { randomUUID } from "node:crypto";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { Transporter } from "nodemailer";

import type { Clock } from "../deps.js";
import type { Mailer } from "./mailer.js";
import { messageOf } from "./smtp-mailer.js";

/**
 * Writes each mail to `<directory>/<time>-<id>.eml`, for whoever has no mail server to look at. `composer` is a transport
 * that answers the message as bytes. A mail that is sent again replaces itself.
 */
export function createFileMailer({
  directory,
  composer,
  from,
  clock,
}: {
  directory: string;
  composer: Transporter<{ message: unknown }>;
  from: string;
  clock: Clock;
}): Mailer {
  return {
    async send(mail) {
      const { message } = await composer.sendMail(messageOf({ mail, from }));
      if (!Buffer.isBuffer(message)) throw new TypeError("the composer gave no bytes");
      await mkdir(directory, { recursive: true, mode: 0o700 });
      const time = clock
        .now()
        .toISOString()
        .replaceAll(/[-:]|\.\d+/g, "");
      const temporary = join(directory, `.incoming-${randomUUID()}`);
      try {
        await writeFile(temporary, message, { mode: 0o600, flag: "wx" });
        await rename(temporary, join(directory, `${time}-${mail.id}.eml`));
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
    },
  };
}
