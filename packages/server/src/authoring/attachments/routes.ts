import { AttachmentAdded, AttachmentInput, AttachmentPatch, AuthorAttachment } from "@courselet/contract/authoring";
import { Id } from "@courselet/contract/identifiers";
import { createRoute, z } from "@hono/zod-openapi";

import type { Deps } from "../../deps.js";
import { createRouter, json, jsonBody, problems, requireAuthor, type Router, secured } from "../../http/router.js";
import { addAttachment } from "./add-attachment.js";
import { deleteAttachment } from "./delete-attachment.js";
import { renameAttachment } from "./rename-attachment.js";

const params = z.object({ id: Id });
const tags = ["Author"];
const refused = problems("invalid_request", "unauthenticated", "forbidden", "not_found");

const add = createRoute({
  method: "post",
  path: "/v1/author/courses/{id}/attachments",
  tags,
  summary: "Add a link or a file to the downloads of a course",
  description: "PUT a file to `upload.uploadUrl`: learners see it when that has been answered with 204.",
  security: secured,
  request: { params, body: jsonBody(AttachmentInput) },
  responses: {
    201: json(AttachmentAdded, "the attachment, and where its file goes"),
    ...refused,
    ...problems("conflict"),
  },
});

const rename = createRoute({
  method: "patch",
  path: "/v1/author/attachments/{id}",
  tags,
  summary: "Give an attachment another name",
  security: secured,
  request: { params, body: jsonBody(AttachmentPatch) },
  responses: { 200: json(AuthorAttachment, "as it is now"), ...refused },
});

const remove = createRoute({
  method: "delete",
  path: "/v1/author/attachments/{id}",
  tags,
  summary: "Take an attachment from its course",
  security: secured,
  request: { params },
  responses: { 204: { description: "it is gone" }, ...refused },
});

/** What can be downloaded with an author's courses. */
export function ownAttachmentRoutes(deps: Deps): Router {
  const router = createRouter();

  router.openapi(add, async (c) => {
    const { id: courseId } = c.req.valid("param");
    return c.json(await addAttachment({ deps, author: requireAuthor(c), courseId, input: c.req.valid("json") }), 201);
  });
  router.openapi(rename, async (c) => {
    const { id: attachmentId } = c.req.valid("param");
    const { name } = c.req.valid("json");
    return c.json(await renameAttachment({ deps, author: requireAuthor(c), attachmentId, name }), 200);
  });
  router.openapi(remove, async (c) => {
    await deleteAttachment({ deps, author: requireAuthor(c), attachmentId: c.req.valid("param").id });
    return c.body(null, 204);
  });

  return router;
}
