import { Id } from "@courselet/contract/identifiers";
import {
  AttachmentLink,
  LearnerCourse,
  LearnerCourses,
  LearnerCoursesQuery,
  Playback,
  PlaybackQuery,
  ProgressReport,
} from "@courselet/contract/learning";
import { createRoute, z } from "@hono/zod-openapi";

import type { Deps } from "../deps.js";
import {
  createRouter,
  json,
  jsonBody,
  optionalLearner,
  problems,
  requireLearner,
  type Router,
  secured,
} from "../http/router.js";
import { enrol } from "./enrol.js";
import { getAttachment } from "./get-attachment.js";
import { getPlayback } from "./get-playback.js";
import { listLearnerCourses } from "./list-learner-courses.js";
import { recordProgress } from "./record-progress.js";

const params = z.object({ id: Id });
const tags = ["Learner"];
/** Whoever has no access is told why. */
const locked = ["not_purchased", "not_enrolled", "refunded", "disputed", "payment_processing"] as const;

const courses = createRoute({
  method: "get",
  path: "/v1/me/courses",
  tags,
  summary: "What the learner has and has done in courses, by ids or by a list",
  security: secured,
  request: { query: LearnerCoursesQuery },
  responses: {
    200: json(LearnerCourses, "with `ids`: in the order asked, without those that are unknown or unpublished"),
    ...problems("invalid_request", "unauthenticated"),
  },
});

const playback = createRoute({
  method: "get",
  path: "/v1/chapters/{id}/playback",
  tags,
  summary: "What a player needs to play a chapter",
  description:
    "A free chapter plays for everybody, also without a token; so does the start of a locked one with a taste, if asked for.",
  security: [{}, ...secured],
  request: { params, query: PlaybackQuery },
  responses: {
    200: json(Playback, "ask again before `expiresAt`"),
    ...problems("invalid_request", "unauthenticated", ...locked, "not_found", "video_unavailable"),
  },
});

const attachment = createRoute({
  method: "get",
  path: "/v1/attachments/{id}",
  tags,
  summary: "A short-lived link to a course's attachment",
  security: secured,
  request: { params },
  responses: {
    200: json(AttachmentLink, "the link"),
    ...problems("invalid_request", "unauthenticated", ...locked, "not_found"),
  },
});

const progress = createRoute({
  method: "put",
  path: "/v1/me/chapters/{id}/progress",
  tags,
  summary: "Report what was watched of a chapter",
  description:
    "Reports may come late, twice and in any order. Watched time is only ever added, no faster than time passes; the " +
    "newest position counts; the server decides when the chapter is completed, and `isCompleted` is for the learner's " +
    "own word alone: 403 where the course does not allow it.",
  security: secured,
  request: { params, body: jsonBody(ProgressReport) },
  responses: {
    200: json(LearnerCourse, "how the learner stands to the course now"),
    ...problems("invalid_request", "unauthenticated", ...locked, "forbidden", "not_found"),
  },
});

const enrolment = createRoute({
  method: "post",
  path: "/v1/courses/{id}/enrolment",
  tags,
  summary: "Join a free course",
  security: secured,
  request: { params },
  responses: {
    201: json(LearnerCourse, "joined, now or since before"),
    ...problems("invalid_request", "unauthenticated", "not_found", "not_free"),
  },
});

export function learningRoutes(deps: Deps): Router {
  const router = createRouter();

  router.openapi(courses, async (c) => {
    const given = Object.keys(c.req.query());
    const query = c.req.valid("query");
    return c.json(await listLearnerCourses({ deps, learner: requireLearner(c), query, given }), 200);
  });

  router.openapi(playback, async (c) => {
    const chapterId = c.req.valid("param").id;
    const wantsTaste = c.req.valid("query").taste === "true";
    return c.json(await getPlayback({ deps, learner: optionalLearner(c), chapterId, wantsTaste }), 200);
  });

  router.openapi(attachment, async (c) =>
    c.json(await getAttachment({ deps, learner: optionalLearner(c), attachmentId: c.req.valid("param").id }), 200),
  );

  router.openapi(progress, async (c) => {
    const report = c.req.valid("json");
    const chapterId = c.req.valid("param").id;
    return c.json(await recordProgress({ deps, learner: requireLearner(c), chapterId, report }), 200);
  });

  router.openapi(enrolment, async (c) =>
    c.json(await enrol({ deps, learner: requireLearner(c), courseId: c.req.valid("param").id }), 201),
  );

  return router;
}
