import { existsSync, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import { describe, expect, it } from "vitest";

const widgets = fileURLToPath(new URL("../../packages/widgets/", import.meta.url));
const json = async (path: string) => JSON.parse(await readFile(`${widgets}${path}`, "utf8"));

interface Named {
  name: string;
  description?: string;
}

interface Declaration {
  tagName?: string;
  attributes?: Named[];
  slots?: Named[];
  cssParts?: Named[];
  events?: Named[];
  summary?: string;
}

interface Promised {
  attributes: string;
  slots: string;
  parts: string;
  events: string;
}

/** What page authors were promised, element by element; `-` is the default slot. None of it may ever be missing. */
const PROMISED: Record<string, Promised> = {
  "course-provider": {
    attributes: "api-url guests locale theme course-url",
    slots: "-",
    parts: "",
    events: "sign-in-request course-error",
  },
  "course-card": {
    attributes: "course-id href layout heading-level hide",
    slots: "- media badge actions footer",
    parts: "base media body category title description meta price progress actions",
    events: "course-select",
  },
  "course-list": {
    attributes: "query category author source sort limit searchable filterable",
    slots: "- item empty",
    parts: "base toolbar grid item more",
    events: "course-list-change",
  },
  "chapter-list": {
    attributes: "course-id current",
    slots: "- heading",
    parts: "base item lock duration current",
    events: "chapter-select",
  },
  "chapter-player": {
    attributes: "course-id chapter-id autoplay-next preload completion",
    slots: "poster locked after",
    parts: "base media poster play locked toolbar next",
    events: "chapter-start chapter-progress chapter-complete course-complete chapter-locked",
  },
  "wishlist-button": {
    attributes: "course-id variant",
    slots: "wish wished",
    parts: "base icon label",
    events: "wishlist-request wishlist-change",
  },
  "progress-bar": {
    attributes: "course-id value max label format",
    slots: "-",
    parts: "base track indicator label",
    events: "progress-change",
  },
  "buy-button": {
    attributes: "course-id return-url mode",
    slots: "- owned processing",
    parts: "base price label",
    events: "buy-request purchase-start purchase-complete purchase-error",
  },
};

const words = (text: string): string[] => text.split(" ").filter(Boolean);
const namesOf = (list: Named[] = []): string[] => list.map(({ name }) => name || "-");

describe.each(Object.entries(PROMISED))("<%s>", (tag, promised) => {
  it("has in its manifest all that page authors were promised", async () => {
    const manifest: { modules: { declarations: Declaration[] }[] } = await json("dist/custom-elements.json");
    const element = manifest.modules.flatMap(({ declarations }) => declarations).find(({ tagName }) => tagName === tag);
    expect(namesOf(element?.attributes)).toEqual(expect.arrayContaining(words(promised.attributes)));
    expect(namesOf(element?.slots)).toEqual(expect.arrayContaining(words(promised.slots)));
    expect(namesOf(element?.cssParts)).toEqual(expect.arrayContaining(words(promised.parts)));
    expect(namesOf(element?.events)).toEqual(expect.arrayContaining(words(promised.events)));
    expect(element?.summary).toBeTruthy();
  });

  it("is offered by editors, React components and the package's entries", async () => {
    const { tags }: { tags: Named[] } = await json("dist/vscode.html-custom-data.json");
    expect(namesOf(tags)).toContain(tag);
    const webTypes: { contributions: { html: { elements: Named[] } } } = await json("dist/web-types.json");
    expect(namesOf(webTypes.contributions.html.elements)).toContain(tag);
    const { exports }: { exports: Record<string, unknown> } = await json("package.json");
    expect(Object.keys(exports)).toEqual(expect.arrayContaining([`./${tag}`, `./${tag}/define`, `./react/${tag}`]));
    expect(existsSync(`${widgets}dist/react/${tag}.js`)).toBe(true);
  });

  it("names in its README every attribute, slot, part and event that it has", async () => {
    const manifest: { modules: { declarations: Declaration[] }[] } = await json("dist/custom-elements.json");
    const element = manifest.modules.flatMap(({ declarations }) => declarations).find(({ tagName }) => tagName === tag);
    const readme = await readFile(`${widgets}src/elements/${tag}/README.md`, "utf8");
    const { attributes, slots, cssParts, events } = element ?? {};
    const all = [attributes, slots, cssParts, events].flatMap((list) => namesOf(list)).filter((name) => name !== "-");
    expect(all.filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
  });
});

it("knows every element that there is", () => {
  const folders = readdirSync(`${widgets}src/elements`);
  expect(folders.toSorted()).toEqual(Object.keys(PROMISED).toSorted());
});
