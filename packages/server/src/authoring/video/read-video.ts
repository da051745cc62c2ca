import type Mux from "@mux/mux-node";

import type { Deps } from "../../deps.js";
import type { PlaybackPolicy, VideoUpload } from "../../generated/prisma/client.js";
import { askMux } from "./ask-mux.js";

type Asset = Mux.Video.Asset;

/** What Mux says of an upload and of the asset that it became. */
export type VideoReading =
  | { kind: "waiting" }
  | { kind: "processing"; assetId: string }
  | {
      kind: "ready";
      assetId: string;
      playbackId: string;
      policy: PlaybackPolicy;
      excessIds: string[];
      seconds: number | null;
    }
  /** `assetId` when there is one, which is of no use. */
  | { kind: "failed"; assetId: string | null; error: string }
  /** There was an asset. */
  | { kind: "gone"; assetId: string };

/**
 * Reads an upload's truth at Mux. A video that is ready has a playback id of the wanted policy then: a signed one is made if
 * there is none. All its public ones that are not wanted are `excessIds`. Throws MuxUnavailableError.
 */
export async function readVideo({
  deps,
  upload: { muxUploadId, assetId: knownAssetId },
  policy,
}: {
  deps: Pick<Deps, "mux" | "log">;
  upload: Pick<VideoUpload, "muxUploadId" | "assetId">;
  policy: PlaybackPolicy;
}): Promise<VideoReading> {
  let assetId = knownAssetId;
  if (assetId === null) {
    const upload = await askMux({
      deps,
      ask: (mux, options) => mux.video.uploads.retrieve(muxUploadId ?? "", options),
    });
    if (upload?.status === "waiting") return { kind: "waiting" };
    if (upload?.status !== "asset_created" || upload.asset_id === undefined) {
      return { kind: "failed", assetId: upload?.asset_id ?? null, error: wordsFor(upload) };
    }
    assetId = upload.asset_id;
  }
  const id = assetId;
  const asset = await askMux({ deps, ask: (mux, options) => mux.video.assets.retrieve(id, options) });
  if (asset === null) return { kind: "gone", assetId };
  if (asset.status === "errored") return { kind: "failed", assetId, error: wordsForAsset(asset) };
  if (asset.status === "preparing") return { kind: "processing", assetId };
  return readReady({ deps, asset, policy });
}

async function readReady({
  deps,
  asset,
  policy: wanted,
}: {
  deps: Pick<Deps, "mux" | "log">;
  asset: Asset;
  policy: PlaybackPolicy;
}): Promise<VideoReading> {
  const { id: assetId, playback_ids: ids = [], duration } = asset;
  const found = ids.find(({ policy }) => policy === wanted) ?? ids.find(({ policy }) => policy === "signed");
  const chosen =
    found ??
    (await askMux({
      deps,
      ask: (mux, options) => mux.video.assets.createPlaybackId(assetId, { policy: "signed" }, options),
    }));
  if (chosen === null) return { kind: "gone", assetId };
  return {
    kind: "ready",
    assetId,
    playbackId: chosen.id,
    policy: chosen.policy === "public" ? "public" : "signed",
    excessIds: ids.filter(({ id, policy }) => policy === "public" && id !== chosen.id).map(({ id }) => id),
    seconds: duration ?? null,
  };
}

/** For the author, of an upload that became nothing; null: Mux does not know it (any more). */
function wordsFor(upload: Mux.Video.Upload | null): string {
  switch (upload?.status) {
    case "cancelled":
      return "The upload was cancelled.";
    case "timed_out":
      return "The file did not arrive in time. Please upload it again.";
    case "errored":
      return `The upload failed${because(upload.error?.message)} Please upload the file again.`;
    default:
      return "The upload is not known to Mux any more. Please upload the file again.";
  }
}

function wordsForAsset({ errors }: Asset): string {
  return `Mux cannot make a video of this file${because(errors?.messages?.join(" "))} Please upload another one.`;
}

/** What Mux said, as the rest of a sentence; at most so much of it as anybody reads. */
function because(words: string | undefined): string {
  const text = words?.trim().slice(0, 300) ?? "";
  return text === "" ? "." : `: ${/[.!?]$/.test(text) ? text : `${text}.`}`;
}
