import { Categories, Course, CoursePage, CoursesById, CoursesQuery } from "@courselet/contract/catalogue";
import { Id } from "@courselet/contract/identifiers";
import { createRoute, z } from "@hono/zod-openapi";

import type { Deps } from "../deps.js";
import { cacheable, notModified } from "../http/cacheable.js";
import { createRouter, json, problems, type Router } from "../http/router.js";
import { getCourse } from "./get-course.js";
import { listCategories } from "./list-categories.js";
import { listCourses } from "./list-courses.js";

const courses = createRoute({
  method: "get",
  path: "/v1/courses",
  tags: ["Catalogue"],
  summary: "Published courses, by ids or by a search",
  description:
    "With `ids`: those courses in the order asked, and the ids that are unknown or unpublished. Otherwise a page of the " +
    "courses that match; go on with `nextCursor`. The two do not mix.",
  request: { query: CoursesQuery },
  responses: {
    200: json(z.union([CoursesById, CoursePage]), "the courses"),
    ...notModified,
    ...problems("invalid_request"),
  },
});

const course = createRoute({
  method: "get",
  path: "/v1/courses/{id}",
  tags: ["Catalogue"],
  summary: "The public page of a course",
  request: { params: z.object({ id: Id }) },
  responses: { 200: json(Course, "the course"), ...notModified, ...problems("invalid_request", "not_found") },
});

const categories = createRoute({
  method: "get",
  path: "/v1/categories",
  tags: ["Catalogue"],
  summary: "Every category, with its number of published courses",
  responses: { 200: json(Categories, "the categories"), ...notModified },
});

export function catalogueRoutes(deps: Deps): Router {
  const router = createRouter();

  router.openapi(courses, async (c) => {
    const given = Object.keys(c.req.query());
    return cacheable(c, await listCourses({ deps, query: c.req.valid("query"), given }));
  });

  router.openapi(course, async (c) => cacheable(c, await getCourse({ deps, courseId: c.req.valid("param").id })));

  router.openapi(categories, async (c) => cacheable(c, await listCategories({ deps })));

  return router;
}
