import { z } from "zod";

import { Id, Instant } from "./identifiers.js";

/** How a video at Mux plays: with tokens of this server only, or for whoever knows its playback id. */
export const PlaybackPolicy = z.enum(["signed", "public"]).meta({
  description: "public: for free chapters alone",
});
export type PlaybackPolicy = z.infer<typeof PlaybackPolicy>;

/** What an author says of the video they are about to upload. The file itself goes to the `uploadUrl` of the answer. */
export const VideoUploadRequest = z
  .object({
    playbackPolicy: PlaybackPolicy.optional().meta({ description: "without it: signed" }),
    fileName: z.string().min(1).max(255).optional().meta({ description: "needed where the server keeps files itself" }),
    sizeBytes: z.int().min(1).optional().meta({ description: "needed where the server keeps files itself" }),
    contentType: z.string().min(1).max(255).optional(),
  })
  .meta({ id: "VideoUploadRequest" });
export type VideoUploadRequest = z.infer<typeof VideoUploadRequest>;

/** Where the bytes go. */
export const VideoUploadStarted = z
  .object({
    uploadId: Id,
    uploadUrl: z.url().meta({ description: "PUT the file here; it is nobody else's business" }),
    expiresAt: Instant,
  })
  .meta({ id: "VideoUploadStarted" });
export type VideoUploadStarted = z.infer<typeof VideoUploadStarted>;

/** `waiting`: nothing has arrived; `processing`: it is being made ready; `ready`: it was made the chapter's video. */
export const VideoUploadState = z.enum(["waiting", "processing", "ready", "failed", "superseded"]);
export type VideoUploadState = z.infer<typeof VideoUploadState>;

/** How an upload is doing. */
export const VideoUpload = z
  .object({
    uploadId: Id,
    chapterId: Id,
    state: VideoUploadState,
    error: z.string().nullable().meta({ description: "why it failed, in words for the author" }),
    durationSeconds: z
      .number()
      .min(0)
      .nullable()
      .meta({ description: "of the chapter's video; null until it is known" }),
    expiresAt: Instant.meta({ description: "until when `uploadUrl` takes the file" }),
  })
  .meta({ id: "VideoUpload" });
export type VideoUpload = z.infer<typeof VideoUpload>;
