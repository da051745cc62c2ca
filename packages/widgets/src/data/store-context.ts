import { createContext } from "@lit/context";

import type { CourseStore } from "./course-store.js";

/** By its name, so that two copies of the library on a page understand each other; the number is the interface's. */
export const storeContext = createContext<CourseStore>("courselet-store-1");
