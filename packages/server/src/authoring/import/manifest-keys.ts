import { pathText } from "./describe-issues.js";
import { outlineOf } from "./manifest-outline.js";
import type { Problem } from "./problems.js";
import { isIdItself } from "./stable-ids.js";

type Path = readonly PropertyKey[];

/** Keys of courses, and of chapters and attachments within their course, must differ: ids are made of them. */
export function repeatedKeys(content: unknown, lineOf: (path: Path) => number): Problem[] {
  const { courses } = outlineOf(content);
  const idLines = { chapters: new Map<string, number>(), attachments: new Map<string, number>() };
  const within = (items: readonly { key?: string | undefined }[], at: Path, kind?: keyof typeof idLines): Problem[] => {
    const firstLine = new Map<string, number>();
    return items.flatMap(({ key }, index): Problem[] => {
      if (key === undefined) return [];
      const path = [...at, index, "key"];
      const line = lineOf(path);
      const name = isIdItself(key) ? key.toLowerCase() : key.normalize("NFC");
      // An id is one row of the whole file, wherever it stands.
      const lines = isIdItself(key) && kind !== undefined ? idLines[kind] : firstLine;
      const first = lines.get(name);
      if (first !== undefined)
        return [{ line, path: pathText(path), reason: `"${key}" is the key in line ${first} already` }];
      lines.set(name, line);
      return [];
    });
  };
  return [
    ...within(courses, ["courses"]),
    ...courses.flatMap((course, index) => [
      ...within(course.chapters, ["courses", index, "chapters"], "chapters"),
      ...within(course.attachments, ["courses", index, "attachments"], "attachments"),
    ]),
  ];
}
