/** Who asks. A learner is anybody with a user id: a guest of this server or a user of the host site. */
export interface Learner {
  /** `<issuer>:<sub>`, for example `host:42` or `guest:7b1e…`. */
  userId: string;
  isGuest: boolean;
  /** `admin` and `author` come from the token's `role`, or from the API key (admin). */
  role: "learner" | "author" | "admin";
  /** The token's `email`, where the host gives one; never used to tell who somebody is. */
  email: string | null;
}

/** The user id of whoever holds the API key. No host issuer's users are called so. */
export const API_KEY_USER_ID = "api-key:admin";

/** The author of a course, and an admin of any, see it as authors do, drafts included. */
export function isAuthor(learner: Learner, authorId: string): boolean {
  return learner.role === "admin" || learner.userId === authorId;
}

/** What comes before the colon in a guest's user id. */
export const GUEST_NAME = "guest";

/** Whether a stored user id is that of a guest of this server. */
export function isGuestId(userId: string): boolean {
  return userId.startsWith(`${GUEST_NAME}:`);
}

/** What comes before the colon where the user id of somebody stood who was erased. */
export const ERASED_NAME = "erased";

/** Whether a stored user id is nobody's any more: payments are still recorded under it, and nothing about a person is. */
export function isErasedId(userId: string): boolean {
  return userId.startsWith(`${ERASED_NAME}:`);
}
