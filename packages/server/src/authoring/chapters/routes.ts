import { AuthorChapter, AuthorCourse, ChapterInput, ChapterOrder, ChapterPatch } from "@courselet/contract/authoring";
import { Id } from "@courselet/contract/identifiers";
import { createRoute, z } from "@hono/zod-openapi";

import type { Deps } from "../../deps.js";
import { createRouter, json, jsonBody, problems, requireAuthor, type Router, secured } from "../../http/router.js";
import { changeChapter } from "./change-chapter.js";
import { createChapter } from "./create-chapter.js";
import { deleteChapter } from "./delete-chapter.js";
import { orderChapters } from "./order-chapters.js";
import { publishChapter } from "./publish-chapter.js";
import { unpublishChapter } from "./unpublish-chapter.js";

const params = z.object({ id: Id });
const tags = ["Author"];
const refused = problems("invalid_request", "unauthenticated", "forbidden", "not_found");

const create = createRoute({
  method: "post",
  path: "/v1/author/courses/{id}/chapters",
  tags,
  summary: "Add a chapter at the end of a course, as a draft",
  security: secured,
  request: { params, body: jsonBody(ChapterInput) },
  responses: { 201: json(AuthorChapter, "the draft"), ...refused, ...problems("conflict") },
});

const order = createRoute({
  method: "put",
  path: "/v1/author/courses/{id}/chapter-order",
  tags,
  summary: "Put the chapters of a course into an order, all at once",
  security: secured,
  request: { params, body: jsonBody(ChapterOrder) },
  responses: { 200: json(AuthorCourse, "in that order"), ...refused },
});

const change = createRoute({
  method: "patch",
  path: "/v1/author/chapters/{id}",
  tags,
  summary: "Change what is given of a chapter",
  description:
    "A chapter that is no longer free plays with tokens only, at Mux too: 503 `video_unavailable` when Mux cannot see to " +
    "that now, and nothing has changed.",
  security: secured,
  request: { params, body: jsonBody(ChapterPatch) },
  responses: {
    200: json(AuthorChapter, "as it is now"),
    ...refused,
    ...problems("not_publishable", "video_unavailable"),
  },
});

const remove = createRoute({
  method: "delete",
  path: "/v1/author/chapters/{id}",
  tags,
  summary: "Delete a chapter, its video, and what learners did in it",
  description: "The chapters behind it move up. The last published one with a video takes its course back to a draft.",
  security: secured,
  request: { params },
  responses: { 204: { description: "it is gone" }, ...refused },
});

const publish = createRoute({
  method: "post",
  path: "/v1/author/chapters/{id}/publish",
  tags,
  summary: "Show a chapter to whoever sees its course",
  description: "It needs a video that is ready or, to be read, a description.",
  security: secured,
  request: { params },
  responses: {
    200: json(AuthorCourse, "its course, with the chapter published now or before"),
    ...refused,
    ...problems("not_publishable"),
  },
});

const unpublish = createRoute({
  method: "post",
  path: "/v1/author/chapters/{id}/unpublish",
  tags,
  summary: "Make a chapter a draft again",
  description: "The last published one with a video takes its course along.",
  security: secured,
  request: { params },
  responses: { 200: json(AuthorCourse, "its course, which may be a draft now"), ...refused },
});

/** The chapters of an author's courses. */
export function ownChapterRoutes(deps: Deps): Router {
  const router = createRouter();

  router.openapi(create, async (c) => {
    const { id: courseId } = c.req.valid("param");
    return c.json(await createChapter({ deps, author: requireAuthor(c), courseId, input: c.req.valid("json") }), 201);
  });
  router.openapi(order, async (c) => {
    const { id: courseId } = c.req.valid("param");
    const { chapterIds } = c.req.valid("json");
    return c.json(await orderChapters({ deps, author: requireAuthor(c), courseId, chapterIds }), 200);
  });
  router.openapi(change, async (c) => {
    const { id: chapterId } = c.req.valid("param");
    return c.json(await changeChapter({ deps, author: requireAuthor(c), chapterId, patch: c.req.valid("json") }), 200);
  });
  router.openapi(remove, async (c) => {
    await deleteChapter({ deps, author: requireAuthor(c), chapterId: c.req.valid("param").id });
    return c.body(null, 204);
  });
  router.openapi(publish, async (c) =>
    c.json(await publishChapter({ deps, author: requireAuthor(c), chapterId: c.req.valid("param").id }), 200),
  );
  router.openapi(unpublish, async (c) =>
    c.json(await unpublishChapter({ deps, author: requireAuthor(c), chapterId: c.req.valid("param").id }), 200),
  );

  return router;
}
