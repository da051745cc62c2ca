import type { Context } from "@lit/context";

import type { CourseStore } from "./course-store.js";

/**
 * By its name, so that two copies of the library on a page understand each other; the number is the interface's. Says what
 * `createContext` would, which only lends the key a type, without bringing all of @lit/context into every page.
 */
export const storeContext = "courselet-store-1" as string & Context<string, CourseStore>;
