import type { MuxEvent } from "./webhooks.js";

/** As Mux's API gives them; times in seconds since the epoch, as strings where Mux does so. */
export interface Asset {
  id: string;
  created_at: string;
  status: "preparing" | "ready" | "errored";
  duration?: number;
  playback_ids: { id: string; policy: "public" | "signed" }[];
  errors?: { type: string; messages: string[] };
  passthrough?: string;
  upload_id: string;
  encoding_tier: "smart";
  master_access: "none";
  max_resolution_tier: "1080p";
  progress: { state: "ingesting" | "completed" | "errored"; progress: number };
  /** How many bytes came. */
  bytes: number;
}

export interface Upload {
  id: string;
  cors_origin: string;
  status: "waiting" | "asset_created" | "errored" | "cancelled" | "timed_out";
  timeout: number;
  url: string;
  asset_id?: string;
  error?: { type: string; message: string };
  new_asset_settings: { playback_policies: ("public" | "signed")[]; passthrough?: string | undefined };
}

/** Everything the stand-in knows, in memory. */
export interface State {
  assets: Map<string, Asset>;
  uploads: Map<string, Upload>;
  /** Oldest first. */
  events: MuxEvent[];
  /** `METHOD /path` of each request to the API, oldest first. */
  requests: string[];
}
