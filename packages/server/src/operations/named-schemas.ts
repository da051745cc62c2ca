import * as analytics from "@courselet/contract/analytics";
import * as authoring from "@courselet/contract/authoring";
import * as catalogue from "@courselet/contract/catalogue";
import * as checkout from "@courselet/contract/checkout";
import * as errors from "@courselet/contract/errors";
import * as identity from "@courselet/contract/identity";
import * as learning from "@courselet/contract/learning";
import * as money from "@courselet/contract/money";
import * as video from "@courselet/contract/video";
import { z } from "zod";

/** Every schema of the contract that has a name of its own, by that name. */
export function namedSchemas(): Map<string, z.ZodType> {
  const modules: Record<string, unknown>[] = [
    analytics,
    authoring,
    catalogue,
    checkout,
    errors,
    identity,
    learning,
    money,
    video,
  ];
  const named = new Map<string, z.ZodType>();
  for (const value of modules.flatMap((exported) => Object.values(exported))) {
    if (!(value instanceof z.ZodType)) continue;
    const id = value.meta()?.id;
    if (id !== undefined) named.set(id, value);
  }
  return named;
}
