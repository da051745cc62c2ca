import type { GuestToken } from "@courselet/contract/identity";

import { ApiError } from "./api-error.js";
import { forgetParameter } from "./forget-parameter.js";
import type { GuestTokenStore } from "./guest-token.js";
import type { Send } from "./transport.js";

/** The query parameter by which a mailed link brings its code; the contract's RESTORE_PARAMETER. */
export const RESTORE_PARAMETER = "courselet_restore";

/**
 * When the visitor has come by a mailed link: redeems its code and makes this browser that guest's, instead of a guest that
 * was here before. Resolves with true when it did. The code stays in the address only when asking again may help.
 */
export async function restoreReturnedGuest(send: Send, guestToken: GuestTokenStore): Promise<boolean> {
  const code = new URLSearchParams(location.search).get(RESTORE_PARAMETER);
  if (!code) return false;
  try {
    guestToken.write(await send<GuestToken>("POST", `/v1/restore/${encodeURIComponent(code)}`));
  } catch (error) {
    // Used, too old or not whole; anything else passes.
    if (error instanceof ApiError && (error.status === 404 || error.status === 400)) forgetParameter(RESTORE_PARAMETER);
    return false;
  }
  forgetParameter(RESTORE_PARAMETER);
  return true;
}
