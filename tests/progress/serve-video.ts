import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { basename, extname } from "node:path";
import { fileURLToPath } from "node:url";

const ONE_MINUTE = fileURLToPath(new URL("../../packages/widgets/src/testing/one-minute.webm", import.meta.url));

export interface ServedVideo {
  url: string;
  close(): Promise<void>;
}

/**
 * Somewhere on the web where an author keeps a video, by default one of 60 s: a server that knows ranges, as players ask for
 * them.
 */
export async function serveVideo(path = ONE_MINUTE): Promise<ServedVideo> {
  const video = await readFile(path);
  const server = createServer(({ headers }, response) => {
    const [, from = "0", to = ""] = /^bytes=(\d+)-(\d*)$/.exec(headers.range ?? "") ?? [];
    const end = to ? Number(to) : video.length - 1;
    const type = { "content-type": `video/${extname(path).slice(1)}`, "accept-ranges": "bytes" };
    response.writeHead(headers.range ? 206 : 200, {
      ...type,
      ...(headers.range && { "content-range": `bytes ${from}-${end}/${video.length}` }),
    });
    response.end(video.subarray(Number(from), end + 1));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/${basename(path)}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
