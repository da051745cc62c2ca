import type { AddressInfo } from "node:net";
import type { Readable } from "node:stream";
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
    disableReverseLookup: true,
    disabledCommands: ["STARTTLS"],
    logger: false,
    onData(stream, _session, callback) {
      const answer = (error?: Error) => setTimeout(() => callback(error), pauseMs);
      void accept(stream).then(answer);
    },
  });
  const accept = async (stream: Readable): Promise<Error | undefined> => {
    const message = await buffer(stream);
    if (refusals > 0) {
      refusals -= 1;
      return Object.assign(new Error("busy, try again later"), { responseCode: 451 });
    }
    received.push(await PostalMime.parse(message));
    return undefined;
  };
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
