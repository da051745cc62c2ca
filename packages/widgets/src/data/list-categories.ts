import type { Categories } from "@courselet/contract/catalogue";

import type { CourseStore } from "./course-store.js";

const categoriesOf = new WeakMap<CourseStore, Promise<Categories["categories"]>>();

/** Every category, asked for once by all lists of a store; again when that failed. Rejects with an ApiError. */
export function loadCategories(store: CourseStore): Promise<Categories["categories"]> {
  let loading = categoriesOf.get(store);
  if (!loading) {
    loading = store.send<Categories>("GET", "/v1/categories").then(({ categories }) => categories);
    categoriesOf.set(store, loading);
    loading.catch(() => categoriesOf.delete(store));
  }
  return loading;
}
