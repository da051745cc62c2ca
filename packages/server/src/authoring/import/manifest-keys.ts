import { pathText } from "./describe-issues.js";
import { outlineOf } from "./manifest-outline.js";
import type { Problem } from "./problems.js";

type Path = readonly PropertyKey[];

/** Keys of courses, and of chapters and attachments within their course, must differ: ids are made of them. */
export function repeatedKeys(content: unknown, lineOf: (path: Path) => number): Problem[] {
  const { courses } = outlineOf(content);
  const within = (items: readonly { key?: string | undefined }[], at: Path): Problem[] => {
    const firstLine = new Map<string, number>();
    return items.flatMap(({ key }, index): Problem[] => {
      if (key === undefined) return [];
      const path = [...at, index, "key"];
      const line = lineOf(path);
      const first = firstLine.get(key.normalize("NFC"));
      if (first !== undefined)
        return [{ line, path: pathText(path), reason: `"${key}" is the key in line ${first} already` }];
      firstLine.set(key.normalize("NFC"), line);
      return [];
    });
  };
  return [
    ...within(courses, ["courses"]),
    ...courses.flatMap((course, index) => [
      ...within(course.chapters, ["courses", index, "chapters"]),
      ...within(course.attachments, ["courses", index, "attachments"]),
    ]),
  ];
}
