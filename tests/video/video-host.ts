import { createPublicKey, type KeyObject } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { createServer, type Server } from "node:https";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { basename, extname } from "node:path";
import { fileURLToPath } from "node:url";

import { jwtVerify } from "jose";

/** What the host was asked for, and what it answered. */
export interface HostRequest {
  host: string;
  path: string;
  status: number;
  atMs: number;
}

export interface VideoHost {
  port: number;
  requests: HostRequest[];
  /** While it is set, nothing is answered: connections are cut. */
  isDown: boolean;
  /** Plays this folder under this playback id, in place of the committed stream. */
  folders: Map<string, string>;
  close(): Promise<void>;
}

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const types: Record<string, string> = {
  ".m3u8": "application/vnd.apple.mpegurl",
  ".m4s": "video/mp4",
  ".vtt": "text/vtt",
  ".ts": "video/mp2t",
};

/**
 * stream.mux.com and image.mux.com as far as a player can tell: HLS over TLS. Every request, segments too, must carry the
 * RS256 playback token of this playback id, in its time; what a playlist names is signed by the playlist's own token.
 */
export async function startVideoHost({ publicKey, keyId }: { publicKey: string; keyId: string }): Promise<VideoHost> {
  const key = createPublicKey(publicKey);
  const [cert, privateKey] = await Promise.all([
    readFile(here("certificate/certificate.pem")),
    readFile(here("certificate/key.pem")),
  ]);
  const host: Omit<VideoHost, "port" | "close"> = { requests: [], isDown: false, folders: new Map() };
  const server: Server = createServer({ cert, key: privateKey }, (request, response) => {
    if (host.isDown) {
      request.socket.destroy();
      return;
    }
    void respond(request, response, { key, keyId, folders: host.folders }).then((status) => {
      const path = (request.url ?? "").split("?")[0] ?? "";
      host.requests.push({ host: request.headers.host ?? "", path, status, atMs: Date.now() });
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return Object.assign(host, {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  });
}

interface Rules {
  key: KeyObject;
  keyId: string;
  folders: Map<string, string>;
}

async function respond(request: IncomingMessage, response: ServerResponse, rules: Rules): Promise<number> {
  const url = new URL(request.url ?? "", "https://stream.mux.com");
  response.setHeader("access-control-allow-origin", "*");
  const finish = (status: number): number => {
    response.writeHead(status).end();
    return status;
  };
  if (request.method === "OPTIONS") {
    response.setHeader("access-control-allow-headers", "range");
    return finish(204);
  }
  // `/<playback id>.m3u8`, and what its playlists name: `/<playback id>/<file>`.
  const [, playbackId = "", name = "main.m3u8"] = /^\/(\w+)(?:\.m3u8|\/([\w.-]+))$/.exec(url.pathname) ?? [];
  const token = url.searchParams.get("token") ?? "";
  const audience = request.headers.host?.startsWith("image.") ? "s" : "v";
  if (!(await isGood(token, playbackId, audience, rules))) return finish(403);
  const file = `${rules.folders.get(playbackId) ?? here("stream")}/${basename(name)}`;
  const type = types[extname(file)];
  const size = await stat(file).then(
    (found) => found.size,
    () => -1,
  );
  if (!type || size < 0) return finish(404);
  response.setHeader("content-type", type);
  if (file.endsWith(".m3u8")) {
    response.writeHead(200).end(signed(await readFile(file, "utf8"), playbackId, token));
    return 200;
  }
  const [, from = "0", to = String(size - 1)] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? "") ?? [];
  const end = Math.min(Number(to || size - 1), size - 1);
  const status = request.headers.range ? 206 : 200;
  if (status === 206) response.setHeader("content-range", `bytes ${from}-${end}/${size}`);
  response.writeHead(status);
  createReadStream(file, { start: Number(from), end }).pipe(response);
  return status;
}

async function isGood(token: string, subject: string, audience: string, { key, keyId }: Rules): Promise<boolean> {
  try {
    const { payload, protectedHeader } = await jwtVerify(token, key, { algorithms: ["RS256"], audience, subject });
    return typeof payload.exp === "number" && (protectedHeader.kid ?? payload["kid"]) === keyId;
  } catch {
    return false;
  }
}

/** The same playlist, with every address in it signed. */
function signed(playlist: string, playbackId: string, token: string): string {
  const sign = (name: string) => `/${playbackId}/${name}?token=${token}`;
  return playlist
    .replace(/URI="([^"]+)"/g, (_, name: string) => `URI="${sign(name)}"`)
    .replace(/^[^#\s].*$/gm, (name) => sign(name));
}
