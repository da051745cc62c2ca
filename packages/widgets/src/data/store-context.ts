import { ContextRoot, createContext } from "@lit/context";

import type { CourseStore } from "./course-store.js";

/** By its name, so that two copies of the library on a page understand each other; the number is the interface's. */
export const storeContext = createContext<CourseStore>("courselet-store-1");

let installed = false;

/** Keeps the questions that no provider has answered yet for one that comes later: scripts load in any order. */
export function installContextRoot(): void {
  if (installed) return;
  installed = true;
  new ContextRoot().attach(document.documentElement);
}
