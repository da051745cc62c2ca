import { connect, type Socket } from "node:net";

/** A connection of one's own making, for what no HTTP client would send. */
export interface OpenSocket {
  socket: Socket;
  /** All that it was sent so far. */
  received(): string;
  /** Resolves when it is closed, in whatever way. */
  closed: Promise<void>;
}

export function openSocket(port: number): OpenSocket {
  const socket = connect(port, "127.0.0.1");
  let text = "";
  socket.setEncoding("utf8").on("data", (chunk: string) => {
    text += chunk;
  });
  // A refused or broken connection closes as well, which is all that is looked at.
  socket.on("error", () => {});
  const closed = new Promise<void>((resolve) => {
    socket.once("close", () => resolve());
  });
  return { socket, received: () => text, closed };
}
