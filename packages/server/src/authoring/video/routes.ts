import { Id } from "@courselet/contract/identifiers";
import { VideoUpload, VideoUploadRequest, VideoUploadStarted } from "@courselet/contract/video";
import { createRoute, z } from "@hono/zod-openapi";

import type { Deps } from "../../deps.js";
import { createRouter, json, jsonBody, problems, requireAuthor, secured, type Router } from "../../http/router.js";
import { getVideoUpload } from "./get-upload.js";
import { startVideoUpload } from "./start-upload.js";

const tags = ["Author"];

const start = createRoute({
  method: "post",
  path: "/v1/author/chapters/{id}/upload",
  tags,
  summary: "Upload a chapter's video",
  description:
    "PUT the file to the `uploadUrl` of the answer: at Mux, or here where Mux is not configured. What the chapter has plays on until the new video is ready.",
  security: secured,
  request: { params: z.object({ id: Id }), body: jsonBody(VideoUploadRequest) },
  responses: {
    201: json(VideoUploadStarted, "where the file goes"),
    ...problems("invalid_request", "unauthenticated", "forbidden", "not_found", "video_unavailable"),
  },
});

const state = createRoute({
  method: "get",
  path: "/v1/author/uploads/{uploadId}",
  tags,
  summary: "How an upload is doing",
  security: secured,
  request: { params: z.object({ uploadId: Id }) },
  responses: {
    200: json(VideoUpload, "its state"),
    ...problems("invalid_request", "unauthenticated", "forbidden", "not_found"),
  },
});

/** The videos of an author's chapters. */
export function videoRoutes(deps: Deps): Router {
  const router = createRouter();

  router.openapi(start, async (c) => {
    const author = requireAuthor(c);
    const chapterId = c.req.valid("param").id;
    const request = c.req.valid("json");
    const origin = c.req.header("Origin") ?? null;
    return c.json(await startVideoUpload({ deps, author, chapterId, request, origin }), 201);
  });

  router.openapi(state, async (c) => {
    const author = requireAuthor(c);
    return c.json(await getVideoUpload({ deps, author, uploadId: c.req.valid("param").uploadId }), 200);
  });

  return router;
}
