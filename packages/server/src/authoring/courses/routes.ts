import {
  AuthorCourse,
  AuthorCoursePage,
  AuthorCoursesQuery,
  CourseInput,
  CoursePatch,
  FileUpload,
  ImageUploadRequest,
} from "@courselet/contract/authoring";
import { Id } from "@courselet/contract/identifiers";
import { createRoute, z } from "@hono/zod-openapi";

import type { Deps } from "../../deps.js";
import { createRouter, json, jsonBody, problems, requireAuthor, type Router, secured } from "../../http/router.js";
import { changeCourse } from "./change-course.js";
import { createCourse } from "./create-course.js";
import { deleteCourse } from "./delete-course.js";
import { getOwnCourse } from "./get-own-course.js";
import { listOwnCourses } from "./list-own-courses.js";
import { publishCourse } from "./publish-course.js";
import { startImageUpload } from "./start-image-upload.js";
import { unpublishCourse } from "./unpublish-course.js";

const params = z.object({ id: Id });
const tags = ["Author"];
const refused = problems("invalid_request", "unauthenticated", "forbidden");
const refusedOrNone = problems("invalid_request", "unauthenticated", "forbidden", "not_found");

const list = createRoute({
  method: "get",
  path: "/v1/author/courses",
  tags,
  summary: "An author's courses, drafts included, newest first",
  description: "An admin and the API key see all.",
  security: secured,
  request: { query: AuthorCoursesQuery },
  responses: { 200: json(AuthorCoursePage, "a page of them; go on with `nextCursor`"), ...refused },
});

const create = createRoute({
  method: "post",
  path: "/v1/author/courses",
  tags,
  summary: "Make a course, as a draft",
  security: secured,
  request: { body: jsonBody(CourseInput) },
  responses: { 201: json(AuthorCourse, "the draft; `missing` says what it needs to be published"), ...refused },
});

const get = createRoute({
  method: "get",
  path: "/v1/author/courses/{id}",
  tags,
  summary: "A course of one's own, with everything in it",
  security: secured,
  request: { params },
  responses: { 200: json(AuthorCourse, "the course"), ...refusedOrNone },
});

const change = createRoute({
  method: "patch",
  path: "/v1/author/courses/{id}",
  tags,
  summary: "Change what is given of a course",
  description: "Null clears. What a published course needs cannot be taken from it: unpublish it first.",
  security: secured,
  request: { params, body: jsonBody(CoursePatch) },
  responses: { 200: json(AuthorCourse, "as it is now"), ...refusedOrNone, ...problems("not_publishable") },
});

const remove = createRoute({
  method: "delete",
  path: "/v1/author/courses/{id}",
  tags,
  summary: "Delete a course and all that is in it",
  description: "Not one that anybody has bought or joined, or may be paying for: unpublish that instead.",
  security: secured,
  request: { params },
  responses: { 204: { description: "it is gone" }, ...refusedOrNone, ...problems("has_purchases") },
});

const publish = createRoute({
  method: "post",
  path: "/v1/author/courses/{id}/publish",
  tags,
  summary: "Show a course to everybody",
  description: "`details` of 409 `not_publishable` name everything that is missing.",
  security: secured,
  request: { params },
  responses: { 200: json(AuthorCourse, "published, now or before"), ...refusedOrNone, ...problems("not_publishable") },
});

const unpublish = createRoute({
  method: "post",
  path: "/v1/author/courses/{id}/unpublish",
  tags,
  summary: "Make a course a draft again",
  security: secured,
  request: { params },
  responses: { 200: json(AuthorCourse, "a draft, now or before"), ...refusedOrNone },
});

const image = createRoute({
  method: "post",
  path: "/v1/author/courses/{id}/image",
  tags,
  summary: "Send a picture as the cover of a course",
  description: "PUT the file to `uploadUrl`: the picture is the cover when that has been answered with 204.",
  security: secured,
  request: { params, body: jsonBody(ImageUploadRequest) },
  responses: { 201: json(FileUpload, "where the file goes"), ...refusedOrNone },
});

/** An author's courses. */
export function ownCourseRoutes(deps: Deps): Router {
  const router = createRouter();

  router.openapi(list, async (c) =>
    c.json(await listOwnCourses({ deps, author: requireAuthor(c), query: c.req.valid("query") }), 200),
  );
  router.openapi(create, async (c) =>
    c.json(await createCourse({ deps, author: requireAuthor(c), input: c.req.valid("json") }), 201),
  );
  router.openapi(get, async (c) =>
    c.json(await getOwnCourse({ deps, author: requireAuthor(c), courseId: c.req.valid("param").id }), 200),
  );
  router.openapi(change, async (c) => {
    const { id: courseId } = c.req.valid("param");
    return c.json(await changeCourse({ deps, author: requireAuthor(c), courseId, patch: c.req.valid("json") }), 200);
  });
  router.openapi(remove, async (c) => {
    await deleteCourse({ deps, author: requireAuthor(c), courseId: c.req.valid("param").id });
    return c.body(null, 204);
  });
  router.openapi(publish, async (c) =>
    c.json(await publishCourse({ deps, author: requireAuthor(c), courseId: c.req.valid("param").id }), 200),
  );
  router.openapi(unpublish, async (c) =>
    c.json(await unpublishCourse({ deps, author: requireAuthor(c), courseId: c.req.valid("param").id }), 200),
  );
  router.openapi(image, async (c) => {
    const { id: courseId } = c.req.valid("param");
    return c.json(await startImageUpload({ deps, author: requireAuthor(c), courseId, file: c.req.valid("json") }), 201);
  });

  return router;
}
