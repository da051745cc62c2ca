// Writes, from the manifest alone, what frameworks need to know the elements by: React components, and the types of the tags
// in JSX, Vue's and Svelte's templates.
import { isEvent } from "./manifest-plugin.mjs";

const pascal = (name) => name.replace(/(^|-)(\w)/g, (_, __, letter) => letter.toUpperCase());
const camel = (name) => name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());

/** Resolves with [path inside dist, contents] of each file. */
export function frameworkFiles(manifest) {
  const elements = manifest.modules.flatMap(({ path, declarations }) =>
    declarations.filter(({ customElement }) => customElement).map((element) => ({ ...element, path })),
  );
  const eventModules = new Map(
    manifest.modules.flatMap(({ path, declarations }) => declarations.filter(isEvent).map(({ name }) => [name, path])),
  );
  const known = elements.map((element) => describe(element, eventModules));
  return [
    ...known.flatMap((element) => [
      [`react/${element.tagName}.js`, reactComponent(element)],
      [`react/${element.tagName}.d.ts`, reactComponentTypes(element)],
    ]),
    ["types/react.d.ts", tagTypes(known, reactFrame)],
    ["types/vue.d.ts", tagTypes(known, vueFrame)],
    ["types/svelte.d.ts", tagTypes(known, svelteFrame)],
    // So that a plain import of the types works in any bundler too.
    ...["react", "vue", "svelte"].map((name) => [`types/${name}.js`, "export {};\n"]),
  ];
}

function describe({ tagName, name, path, summary, attributes = [], members, events = [] }, eventModules) {
  const module = path.replace(/^dist\//, "../");
  for (const { name: type, type: eventClass } of events) {
    if (!eventModules.has(eventClass.text)) throw new Error(`${tagName}: no file exports the class of ${type}.`);
  }
  return {
    tagName,
    name,
    module,
    summary,
    component: pascal(tagName),
    attributes,
    properties: members.filter(({ kind, readonly }) => kind === "field" && !readonly).map((member) => member.name),
    events: events.map(({ name: type, type: eventClass, description }) => ({
      type,
      eventClass: eventClass.text,
      description,
      handler: camel(`on-${type}`),
      module: eventModules.get(eventClass.text).replace(/^dist\//, "../"),
    })),
  };
}

function reactComponent({ tagName, name, module, component, summary, events }) {
  const lines = events.map(({ handler, type }) => `    ${handler}: "${type}",`);
  return `import { createComponent } from "@lit/react";
import * as React from "react";

import { tagName } from "../lib/shared/define.js";
import "${module.replace(/[^/]+$/, "define.js")}";
import { ${name} } from "${module}";

/** ${summary} */
export const ${component} = createComponent({
  react: React,
  tagName: tagName("${tagName}"),
  elementClass: ${name},
  displayName: "${component}",
  events: {
${lines.join("\n")}
  },
});
`;
}

function reactComponentTypes({ name, module, component, summary, events }) {
  const imports = eventImports(events);
  const lines = events.map(({ handler, eventClass }) => `    ${handler}: EventName<${eventClass}>;`);
  return `import type { EventName, ReactWebComponent } from "@lit/react";

import type { ${name} } from "${module}";
${imports}
/** ${summary} */
export declare const ${component}: ReactWebComponent<
  ${name},
  {
${lines.join("\n")}
  }
>;
`;
}

function eventImports(events) {
  const byModule = new Map();
  for (const { eventClass, module } of events) {
    byModule.set(module, new Set([...(byModule.get(module) ?? []), eventClass]));
  }
  return [...byModule]
    .map(([module, classes]) => `import type { ${[...classes].sort().join(", ")} } from "${module}";\n`)
    .join("");
}

/** What a tag takes in any template: its attributes by their names, its properties by theirs. */
function tagTypes(elements, frame) {
  const events = elements.flatMap((element) => element.events);
  const imports = elements.map(({ name, module }) => `import type { ${name} } from "${module}";\n`).join("");
  return frame(elements, imports + eventImports(events));
}

/** Every attribute is text in the markup; the class says what values it may have. */
function attributeLines({ name, attributes }, indent) {
  return attributes
    .filter(({ fieldName, name: attribute }) => fieldName !== attribute)
    .map(({ name: attribute, fieldName }) => `${indent}"${attribute}"?: ${name}["${fieldName}"] | string;`);
}

function propertyLines({ name, properties }, indent) {
  return properties.map((property) => `${indent}${property}?: ${name}["${property}"];`);
}

function reactFrame(elements, imports) {
  const tags = elements.map((element) => {
    const listeners = element.events.map(
      ({ type, eventClass }) => `        "on${type}"?: (event: ${eventClass}) => void;`,
    );
    return `      "${element.tagName}": DetailedHTMLProps<HTMLAttributes<${element.name}>, ${element.name}> & {
${[...attributeLines(element, "        "), ...propertyLines(element, "        "), ...listeners].join("\n")}
      };`;
  });
  return `import type { DetailedHTMLProps, HTMLAttributes } from "react";

${imports}
declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
${tags.join("\n")}
    }
  }
}
`;
}

function vueFrame(elements, imports) {
  const tags = elements.map((element) => {
    const listeners = element.events.map(
      ({ handler, eventClass }) => `      ${handler}?: (event: ${eventClass}) => void;`,
    );
    return `    "${element.tagName}": DefineComponent<{
${[...attributeLines(element, "      "), ...propertyLines(element, "      "), ...listeners].join("\n")}
    }>;`;
  });
  return `import type { DefineComponent } from "vue";

${imports}
declare module "vue" {
  interface GlobalComponents {
${tags.join("\n")}
  }
}
`;
}

function svelteFrame(elements, imports) {
  const tags = elements.map((element) => {
    const listeners = element.events.map(
      ({ type, eventClass }) => `      "on${type}"?: (event: ${eventClass}) => void;`,
    );
    return `    "${element.tagName}": HTMLAttributes<${element.name}> & {
${[...attributeLines(element, "      "), ...propertyLines(element, "      "), ...listeners].join("\n")}
    };`;
  });
  return `import type { HTMLAttributes } from "svelte/elements";

${imports}
declare module "svelte/elements" {
  interface SvelteHTMLElements {
${tags.join("\n")}
  }
}
`;
}
