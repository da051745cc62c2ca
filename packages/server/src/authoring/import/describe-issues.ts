import type { z } from "zod";

import type { Problem } from "./problems.js";

type Issue = z.core.$ZodIssue;

/** Makes problems with lines of what zod found: one for each unknown key, and of a choice only the branch that was meant. */
export function describeIssues(issues: readonly Issue[], lineOf: (path: readonly PropertyKey[]) => number): Problem[] {
  return issues.flatMap((issue) => describe(issue, [], lineOf));
}

function describe(
  issue: Issue,
  parent: readonly PropertyKey[],
  lineOf: (path: readonly PropertyKey[]) => number,
): Problem[] {
  const path = [...parent, ...issue.path];
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      line: lineOf([...path, key]),
      path: pathText([...path, key]),
      reason: "is not a key that is known here",
    }));
  }
  if (issue.code === "invalid_union") {
    const meant = issue.errors.filter((branch) => !branch.some(isOfAnotherKind));
    if (meant.length > 0) return meant.flatMap((branch) => branch.flatMap((inner) => describe(inner, path, lineOf)));
  }
  return [{ line: lineOf(path), path: pathText(path), reason: issue.message }];
}

/** The value itself, not something in it, is of the wrong type: another branch of the choice was meant. */
function isOfAnotherKind(issue: Issue): boolean {
  return issue.path.length === 0 && (issue.code === "invalid_type" || issue.code === "invalid_value");
}

/** `["courses", 0, "title"]` → `courses[0].title` */
export function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, segment) =>
      typeof segment === "number"
        ? `${text}[${segment}]`
        : text === ""
          ? String(segment)
          : `${text}.${String(segment)}`,
    "",
  );
}
