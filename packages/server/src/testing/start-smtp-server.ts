import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

import PostalMime, { type Email } from "postal-mime";
import { SMTPServer } from "smtp-server";

export interface TestSmtpServer {
  /** For SMTP_URL. */
  url: string;
  /** What it has accepted, in order. */
  received: Email[];
  /** The next mails are refused for now, as by a server that is busy. */
  refuse(times: number): void;
  /** Every mail takes so long to be accepted. */
  delay(milliseconds: number): void;
  close(): Promise<void>;
}

/** A mail server on this machine that keeps what it gets. */
export async function startSmtpServer(): Promise<TestSmtpServer> {
  const received: Email[] = [];
  let refusals = 0;
  let pauseMs = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    logger: false,
    onData(stream, _session, callback) {
      void buffer(stream).then(async (message) => {
        if (refusals > 0) {
          refusals -= 1;
          callback(Object.assign(new Error("busy, try again later"), { responseCode: 451 }));
          return;
        }
        received.push(await PostalMime.parse(message));
        setTimeout(callback, pauseMs);
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    refuse(times) {
      refusals = times;
    },
    delay(milliseconds) {
      pauseMs = milliseconds;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
