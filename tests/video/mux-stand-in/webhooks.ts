import { createHmac, randomUUID } from "node:crypto";

export interface MuxEvent {
  type: string;
  id: string;
  created_at: string;
  object: { type: "asset" | "upload"; id: string };
  environment: { name: string; id: string };
  data: Record<string, unknown> & { id: string };
  accessor: null;
  request_id: null;
  attempts: never[];
}

/** An event about a thing as it is now. */
export function makeEvent(type: string, data: object & { id: string }, now: Date): MuxEvent {
  return {
    type,
    id: randomUUID(),
    created_at: now.toISOString(),
    object: { type: type.startsWith("video.upload.") ? "upload" : "asset", id: data.id },
    environment: { name: "Stand-in", id: "standin" },
    data: structuredClone(data) as MuxEvent["data"],
    accessor: null,
    request_id: null,
    attempts: [],
  };
}

/** The request that delivers an event. Signed as Mux does: HMAC-SHA-256 over `<seconds>.<body>`, in hex. */
export function signEvent(event: MuxEvent, { secret, timestamp }: { secret: string; timestamp: number }) {
  const body = JSON.stringify(event);
  const signature = createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex");
  return {
    body,
    headers: { "Content-Type": "application/json", "Mux-Signature": `t=${timestamp},v1=${signature}` },
  };
}
