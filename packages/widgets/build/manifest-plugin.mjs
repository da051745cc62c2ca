/**
 * Makes of what the analyzer finds what a page author may use: tags by their folders (an element is registered under the
 * name of its own), published paths, and nothing that is private. An event that is dispatched and not described is an error,
 * because every generated file would miss it.
 */
export const publicElements = {
  name: "public-elements",
  moduleLinkPhase({ moduleDoc }) {
    const tag = tagOf(moduleDoc.path);
    for (const declaration of moduleDoc.declarations ?? []) {
      if (!tag || declaration.kind !== "class" || declaration.superclass?.name !== "LitElement") continue;
      declaration.tagName = tag;
      declaration.customElement = true;
    }
  },
  packageLinkPhase({ customElementsManifest }) {
    const modules = [];
    for (const module of customElementsManifest.modules) {
      const declarations = module.declarations.filter((declaration) => isPublic(module, declaration));
      if (declarations.length === 0) continue;
      const names = declarations.map(({ name }) => name);
      const exports = module.exports.filter(({ name }) => names.includes(name));
      for (const entry of exports) entry.declaration.module = published(module.path);
      const element = declarations.find(({ customElement }) => customElement);
      if (element) modules.push(definitionOf(element, module.path));
      modules.push({
        ...module,
        path: published(module.path),
        declarations: declarations.map(withoutPrivateParts),
        exports,
      });
    }
    customElementsManifest.modules = modules.sort((a, b) => (a.path < b.path ? -1 : 1));
  },
};

function isPublic(module, { customElement, kind, name }) {
  const isExported = module.exports.some((entry) => entry.name === name);
  return isExported && (customElement || isEvent({ kind, name }));
}

/** Events are classes, and called so. */
export function isEvent({ kind, name }) {
  return kind === "class" && name.endsWith("Event");
}

/** The `/define` file of an element is what registers it. */
function definitionOf({ name, tagName }, path) {
  return {
    kind: "javascript-module",
    path: published(path.replace(/[^/]+$/, "define.ts")),
    declarations: [],
    exports: [{ kind: "custom-element-definition", name: tagName, declaration: { name, module: published(path) } }],
  };
}

function withoutPrivateParts(declaration) {
  const { members = [], events = [], attributes = [], ...rest } = declaration;
  // What `dispatchEvent` was seen to be given has no description; what the class describes has.
  const described = events.filter(({ description }) => description);
  const missing = events.filter(({ type }) => !described.some((event) => event.type.text === type?.text));
  if (missing.length > 0) {
    throw new Error(`${declaration.name} dispatches ${missing[0].type?.text}, which its @event tags do not name.`);
  }
  const isUsable = ({ privacy, name, static: isStatic, kind }) =>
    privacy !== "private" && privacy !== "protected" && !isStatic && !name.endsWith("Callback") && kind !== undefined;
  return {
    ...rest,
    ...(attributes.length > 0 && { attributes }),
    members: members.filter(isUsable),
    ...(described.length > 0 && { events: described }),
  };
}

function tagOf(path) {
  const [, folder, file] = /elements\/([^/]+)\/([^/]+)\.ts$/.exec(path) ?? [];
  return folder === file ? folder : undefined;
}

const published = (path) => path.replace(/^src\//, "dist/lib/").replace(/\.ts$/, ".js");
