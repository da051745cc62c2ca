import { pageSettings } from "../shared/page-settings.js";
import { CourseStore } from "./course-store.js";
import { joinPage } from "./join-page.js";

const stores = new Map<string, CourseStore>();

/** The one store of this page for an API. Once anybody asks for it with `guests`, all who share it have them. */
export function storeFor({ apiUrl, guests }: { apiUrl: string; guests?: boolean | undefined }): CourseStore {
  const origin = apiUrl.replace(/\/+$/, "");
  let store = stores.get(origin);
  if (!store) {
    store = new CourseStore({ apiUrl: origin, guests, storage: pageStorage(), joinsPage: true });
    stores.set(origin, store);
    joinPage(store);
  } else if (guests) {
    store.allowGuests();
  }
  return store;
}

/** The store of every element outside a provider. */
export function pageStore(): CourseStore {
  const { apiUrl, guests } = pageSettings();
  return storeFor({ apiUrl, guests });
}

function pageStorage(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null; // Forbidden by the browser's settings or the page's sandbox.
  }
}
