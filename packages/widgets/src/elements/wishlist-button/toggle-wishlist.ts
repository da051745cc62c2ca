import type { Store } from "../../data/store.js";
import { CourseErrorEvent } from "../../shared/course-error-event.js";
import { SignInRequestEvent } from "../../shared/sign-in-request-event.js";
import { WishlistChangeEvent, WishlistRequestEvent } from "./wishlist-events.js";

/**
 * Asks for a change of the wishlist. Resolves with a key of the element's messages that says what came of it; with nothing
 * when the visitor has to sign in first or the page prevented it.
 */
export async function toggleWishlist(
  element: Element,
  store: Store,
  courseId: string,
  wishlisted: boolean,
): Promise<"wishlistAdded" | "wishlistRemoved" | "wishlistFailed" | undefined> {
  if (!store.canAct) {
    element.dispatchEvent(new SignInRequestEvent(courseId));
    return undefined;
  }
  if (!element.dispatchEvent(new WishlistRequestEvent(courseId, wishlisted))) return undefined;
  try {
    await store.setWishlisted(courseId, wishlisted);
  } catch {
    element.dispatchEvent(new CourseErrorEvent(courseId));
    return "wishlistFailed";
  }
  element.dispatchEvent(new WishlistChangeEvent(courseId, wishlisted));
  return wishlisted ? "wishlistAdded" : "wishlistRemoved";
}
