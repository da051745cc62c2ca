import { CategoryInput } from "@courselet/contract/authoring";
import { Categories, Category } from "@courselet/contract/catalogue";
import { Id } from "@courselet/contract/identifiers";
import { createRoute, z } from "@hono/zod-openapi";

import { listCategories } from "../../catalogue/list-categories.js";
import type { Deps } from "../../deps.js";
import { ForbiddenError } from "../../http/errors.js";
import {
  createRouter,
  json,
  jsonBody,
  problems,
  type RequestContext,
  requireAuthor,
  type Router,
  secured,
} from "../../http/router.js";
import { createCategory } from "./create-category.js";
import { deleteCategory } from "./delete-category.js";
import { renameCategory } from "./rename-category.js";

const params = z.object({ id: Id });
const tags = ["Author"];
const refused = problems("invalid_request", "unauthenticated", "forbidden");
const refusedOrNone = problems("invalid_request", "unauthenticated", "forbidden", "not_found");
const description = "For an admin and the API key.";

const list = createRoute({
  method: "get",
  path: "/v1/author/categories",
  tags,
  summary: "Every category that a course may be put into",
  security: secured,
  responses: {
    200: json(Categories, "with the number of published courses in each"),
    ...problems("unauthenticated", "forbidden"),
  },
});

const create = createRoute({
  method: "post",
  path: "/v1/author/categories",
  tags,
  summary: "Make a category",
  description,
  security: secured,
  request: { body: jsonBody(CategoryInput) },
  responses: { 201: json(Category, "the category"), ...refused, ...problems("conflict") },
});

const rename = createRoute({
  method: "patch",
  path: "/v1/author/categories/{id}",
  tags,
  summary: "Give a category another name",
  description,
  security: secured,
  request: { params, body: jsonBody(CategoryInput) },
  responses: { 200: json(Category, "as it is now"), ...refusedOrNone, ...problems("conflict") },
});

const remove = createRoute({
  method: "delete",
  path: "/v1/author/categories/{id}",
  tags,
  summary: "Delete a category",
  description: `${description} Its courses stay, published ones too, without a category.`,
  security: secured,
  request: { params },
  responses: { 204: { description: "it is gone" }, ...refusedOrNone },
});

/** Throws UnauthenticatedError or ForbiddenError for whoever may not change what all authors share. */
function requireAdmin(c: RequestContext): void {
  if (requireAuthor(c).role !== "admin") throw new ForbiddenError("This needs a token with the role admin.");
}

/** The categories that authors put their courses into. */
export function categoryRoutes(deps: Deps): Router {
  const router = createRouter();

  router.openapi(list, async (c) => {
    requireAuthor(c);
    return c.json(await listCategories({ deps }), 200);
  });
  router.openapi(create, async (c) => {
    requireAdmin(c);
    return c.json(await createCategory({ deps, name: c.req.valid("json").name }), 201);
  });
  router.openapi(rename, async (c) => {
    requireAdmin(c);
    const { id: categoryId } = c.req.valid("param");
    return c.json(await renameCategory({ deps, categoryId, name: c.req.valid("json").name }), 200);
  });
  router.openapi(remove, async (c) => {
    requireAdmin(c);
    await deleteCategory({ deps, categoryId: c.req.valid("param").id });
    return c.body(null, 204);
  });

  return router;
}
