import { ApiError } from "./api-error.js";

/** Nobody is signed in, and the action needs somebody. Thrown without asking the server. */
export const unauthenticated = (): ApiError => new ApiError(401, "unauthenticated");

export const isUnauthenticated = (error: unknown): boolean => error instanceof ApiError && error.status === 401;
