// Who may import whom (ARCHITECTURE.md). Each rule says why; tests/import-rules breaks each one once to see it fail.

const generated = "^packages/server/src/generated/";
const server = "^packages/server/src/";
const widgets = "^packages/widgets/src/";
const features = ["catalogue", "learning", "wishlist", "checkout", "webhooks", "authoring", "identity", "mail"];

/** What a feature may import of other features; nothing where it is not listed. */
const allowedFeatures = {
  webhooks: ["checkout", "authoring"],
  checkout: ["learning", "catalogue", "mail"],
  identity: ["learning", "mail"],
  authoring: ["catalogue"],
};

/** Who asks is known everywhere; how that was found out is identity's alone. */
const whoAsks = "^packages/server/src/identity/actor\\.ts$";

const npm = (...names) => names.map((name) => `(^|/)node_modules/${name}${name.endsWith("/") ? "" : "/"}`);

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    {
      name: "no-cycles",
      comment: "Two files that need each other are one idea cut in the wrong place.",
      severity: "error",
      from: { pathNot: generated },
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "contract-imports-zod-only",
      comment: "What crosses the wire must be readable by any client; zod is all it needs.",
      severity: "error",
      from: { path: "^packages/contract/src/" },
      to: { pathNot: ["^packages/contract/src/", ...npm("zod")] },
    },
    {
      name: "widgets-import-few-packages",
      comment:
        "Every byte lands in somebody else's page: lit, its context, and Mux's playback core behind a dynamic import.",
      severity: "error",
      from: { path: widgets, pathNot: "\\.test\\.ts$|/testing/" },
      to: {
        pathNot: [
          widgets,
          "^packages/contract/",
          ...npm("lit", "lit-html", "lit-element", "@lit/", "@mux/playback-core"),
        ],
      },
    },
    {
      name: "widgets-import-contract-types-only",
      comment: "A value from the contract would bring zod (60 kB) into the page.",
      severity: "error",
      from: { path: widgets },
      to: { path: "^packages/contract/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "streams-only-in-the-engine",
      comment: "hls.js and Mux Data are heavier than everything else together: known to the engine's two files alone.",
      severity: "error",
      from: { path: widgets, pathNot: `${widgets}elements/chapter-player/media/(mux-engine|renew-stream)\\.ts$` },
      to: { path: "(^|/)node_modules/@mux/playback-core/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "engine-only-on-demand",
      comment: "A page of cards, and a player before play, must never load it.",
      severity: "error",
      from: { path: widgets },
      to: {
        path: `${widgets}elements/chapter-player/media/mux-engine\\.ts$`,
        dependencyTypesNot: ["dynamic-import", "type-only", "type-import"],
      },
    },
    {
      name: "data-knows-no-lit",
      comment: "The store serves any rendering; only its context key comes from Lit.",
      severity: "error",
      from: { path: `${widgets}data/`, pathNot: ["store-context\\.ts$", "\\.test\\.ts$"] },
      to: { path: ["(^|/)node_modules/(lit|@lit|lit-html|lit-element)/", `${widgets}(elements|controllers)/`] },
    },
    {
      name: "controllers-know-no-elements",
      comment: "elements -> controllers -> data: dependencies point one way.",
      severity: "error",
      from: { path: `${widgets}controllers/`, pathNot: "\\.test\\.ts$" },
      to: { path: `${widgets}elements/` },
    },
    {
      name: "shared-imports-none-of-the-layers",
      comment: "Formatting and styles are used by every layer, so they can know none.",
      severity: "error",
      from: { path: `${widgets}shared/`, pathNot: "\\.test\\.ts$" },
      to: { path: `${widgets}(elements|controllers|data|testing)/` },
    },
    {
      name: "testing-stays-out-of-the-product",
      comment: "Scripted clients and test makers must not ship.",
      severity: "error",
      from: { path: "^packages/[^/]+/src/", pathNot: ["/testing/", "\\.test\\.ts$"] },
      to: { path: "^packages/[^/]+/src/testing/" },
    },
    {
      name: "server-knows-no-widgets-and-no-demo",
      comment: "Only tests/ and bench/ see both sides.",
      severity: "error",
      from: { path: server },
      to: { path: ["^packages/widgets/", "^demo/"] },
    },
    {
      name: "widgets-know-no-server-and-no-demo",
      comment: "Only tests/ and bench/ see both sides.",
      severity: "error",
      from: { path: widgets },
      to: { path: ["^packages/server/", "^demo/"] },
    },
    {
      name: "demo-is-a-host-site",
      comment: "The demo uses Courselet as any site would: over HTTP, from outside.",
      severity: "error",
      from: { path: "^demo/src/" },
      to: { path: "^packages/" },
    },
    {
      name: "hono-only-where-http-is",
      comment: "Verbs and rules know no HTTP, so they can run from the command line and from a webhook alike.",
      severity: "error",
      from: {
        path: server,
        pathNot: [
          "src/app\\.ts$",
          "src/http/",
          "/routes\\.ts$",
          "\\.test\\.ts$",
          "src/testing/",
          "src/commands/start-server\\.ts$",
        ],
      },
      to: { path: npm("hono", "@hono/") },
    },
    {
      name: "sdks-are-made-in-one-place",
      comment: "A client made inside a request cannot be configured, pooled or replaced.",
      severity: "error",
      from: { path: server, pathNot: ["src/create-deps\\.ts$", "src/database/", "\\.test\\.ts$", "src/testing/"] },
      to: {
        path: npm(
          "@mux/mux-node",
          "nodemailer",
          "@prisma/adapter-pg",
          "pg",
          "pglite-prisma-adapter",
          "@electric-sql/pglite",
        ),
        dependencyTypesNot: ["type-only"],
      },
    },
    ...features.map((feature) => ({
      name: `feature-${feature}`,
      comment: `${feature} may import ${(allowedFeatures[feature] ?? []).join(", ") || "no other feature"}: a feature can be read alone.`,
      severity: "error",
      from: { path: `${server}${feature}/`, pathNot: "\\.test\\.ts$" },
      to: {
        path: `${server}(${features.filter((other) => other !== feature && !(allowedFeatures[feature] ?? []).includes(other)).join("|")})/`,
        pathNot: whoAsks,
      },
    })),
    {
      name: "features-know-no-app",
      comment: "main -> app -> routes -> verbs: dependencies point one way.",
      severity: "error",
      from: { path: `${server}(${features.join("|")}|http|storage|database)/`, pathNot: "\\.test\\.ts$" },
      to: { path: `${server}(app|main|create-deps)\\.ts$` },
    },
    {
      name: "resolvable",
      comment: "An import that resolves nowhere is a typing error that some bundler will find first.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "^cloudflare:" },
    },
  ],
  options: {
    doNotFollow: { path: ["node_modules", "dist"] },
    exclude: { path: ["^tests/dist/", generated] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.base.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["types", "import", "node", "default"] },
  },
};
