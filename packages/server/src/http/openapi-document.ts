import { z } from "zod";

import type { Router } from "./router.js";

const TAGS = [
  { name: "Catalogue", description: "What everybody may see. Cacheable: send back the ETag." },
  { name: "Identity", description: "Guests, and their becoming users of the host site." },
  { name: "Learner", description: "What a learner wants, has, may play and has done." },
  { name: "Checkout", description: "Buying, by Stripe Checkout." },
  {
    name: "Author",
    description: "What authors see of their courses: a token with the role author or admin, or the API key.",
  },
  { name: "Webhooks", description: "What Stripe tells this server." },
  { name: "Operations", description: "Is it alive, and how is it doing." },
];

type Document = ReturnType<Router["getOpenAPI31Document"]>;
type JsonSchema = Record<string, unknown>;

/**
 * The OpenAPI 3.1 document of all routes that the app has, made from the schemas that validate them. `schemas` are those
 * with a name of their own. Call it after the last route is mounted.
 */
export function openapiDocument({
  app,
  publicUrl,
  schemas,
}: {
  app: Router;
  publicUrl: string;
  schemas: Map<string, z.ZodType>;
}): Document {
  const { openAPIRegistry: registry } = app;
  registry.registerComponent("securitySchemes", "bearer", {
    type: "http",
    scheme: "bearer",
    bearerFormat: "JWT",
    description: "A token signed by the host site, or a guest's own from POST /v1/guests.",
  });
  const document = app.getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      title: "Courselet API",
      version: "1",
      description:
        "Sells and plays online courses on any web page. Every answer carries `X-Request-Id`; every failure has the " +
        "same shape, `Error`, and clients decide by its `code`.",
      license: { name: "MIT" },
    },
    servers: [{ url: publicUrl }],
    tags: TAGS,
  });
  // OpenAPI 3.1 speaks JSON Schema, which zod writes itself. zod-to-openapi 8.x does it less well: a component that it
  // first meets through `.nullable()` becomes nullable for good, and a pattern keeps its expression's flags. These two
  // statements can go when the test of this file passes without them.
  document.components = { ...document.components, schemas: namedJsonSchemas(schemas) };
  rewriteParameters(document, registry);
  return document;
}

function namedJsonSchemas(schemas: Map<string, z.ZodType>): Record<string, JsonSchema> {
  const named = z.registry<{ id: string }>();
  for (const [id, schema] of schemas) named.add(schema, { id });
  const written = z.toJSONSchema(named, { io: "input", uri: (id) => `#/components/schemas/${id}` });
  return Object.fromEntries(Object.entries(written.schemas).map(([id, schema]) => [id, plain(schema)]));
}

function rewriteParameters(document: Document, { definitions }: Router["openAPIRegistry"]): void {
  for (const definition of definitions) {
    if (definition.type !== "route") continue;
    const { path, method, request } = definition.route;
    const places: [string, z.ZodType | undefined][] = [
      ["query", request?.query],
      ["path", request?.params],
    ];
    const item: Record<string, unknown> = { ...document.paths?.[path] };
    const { parameters = [] } = item[method] as { parameters?: { name: string; in: string; schema: JsonSchema }[] };
    for (const [place, schema] of places) {
      if (!(schema instanceof z.ZodObject)) continue;
      for (const parameter of parameters.filter((candidate) => candidate.in === place)) {
        const shape: Record<string, z.ZodType> = schema.shape;
        const type = shape[parameter.name];
        if (type !== undefined) parameter.schema = plain(z.toJSONSchema(type, { io: "input", unrepresentable: "any" }));
      }
    }
  }
}

/** Without the marks of a document of its own. */
function plain({ $schema: _dialect, $id: _address, id: _name, ...schema }: JsonSchema): JsonSchema {
  return schema;
}
