import { GuestToken, LearnerData, MergeRequest, MergeResult, RestoreRequest } from "@courselet/contract/identity";
import { createRoute, z } from "@hono/zod-openapi";

import type { Deps } from "../deps.js";
import { InvalidRequestError } from "../http/errors.js";
import { createAllowance } from "../http/rate-limit.js";
import { parseReturnUrl, requireReturnUrl } from "../http/return-url.js";
import { createRouter, json, jsonBody, problems, requireLearner, type Router, secured } from "../http/router.js";
import { eraseLearner } from "./erase-learner.js";
import { exportLearner } from "./export-learner.js";
import { issueGuestToken } from "./guest-token.js";
import { mailRestoreLinks } from "./mail-restore-links.js";
import { mergeGuest } from "./merge-guest.js";
import { restoreGuest } from "./restore-guest.js";
import { RESTORE_PAGE_POLICY, restoreAskedPage, restoreFormPage } from "./restore-page.js";
import type { VerifyToken } from "./verify-token.js";

const createGuest = createRoute({
  method: "post",
  path: "/v1/guests",
  tags: ["Identity"],
  summary: "Start as a guest",
  description: "A token for a visitor without an account. Keep it in the browser, and send it as a bearer token.",
  responses: { 201: json(GuestToken, "a new guest"), ...problems("rate_limited") },
});

const merge = createRoute({
  method: "post",
  path: "/v1/me/merge",
  tags: ["Identity"],
  summary: "Take over what a guest has",
  description: "Wishlist, progress and purchases of the guest move to the signed-in user, once.",
  security: secured,
  request: { body: jsonBody(MergeRequest) },
  responses: {
    200: json(MergeResult, "what moved"),
    ...problems("invalid_request", "unauthenticated", "token_expired", "forbidden", "already_merged"),
  },
});

const exportData = createRoute({
  method: "get",
  path: "/v1/me/export",
  tags: ["Identity"],
  summary: "All data of the learner who asks",
  security: secured,
  responses: { 200: json(LearnerData, "a file to keep"), ...problems("unauthenticated", "token_expired") },
});

const erase = createRoute({
  method: "delete",
  path: "/v1/me",
  tags: ["Identity"],
  summary: "Erase the learner who asks",
  description:
    "All their data, at once and for good, access to what they bought included. Records of payments stay without their " +
    "name. Courses that they made stay in the catalogue, in the hands of admins. Payments are not given back.",
  security: secured,
  responses: {
    204: { description: "nothing is kept of them now, nor was before" },
    ...problems("unauthenticated", "token_expired", "forbidden"),
  },
});

const askForRestore = createRoute({
  method: "post",
  path: "/v1/restore",
  tags: ["Identity"],
  summary: "Ask for a way back to what was bought as a guest",
  description:
    "Mails a link to `returnUrl` that works once, for 15 minutes, to whoever bought with this address as a guest. The " +
    "answer is the same whether anybody did. The link carries its code as `courselet_restore`, which the widgets redeem.",
  request: { body: jsonBody(RestoreRequest) },
  responses: {
    202: { description: "a link is mailed if something was bought with this address" },
    ...problems("invalid_request", "rate_limited"),
  },
});

const restore = createRoute({
  method: "post",
  path: "/v1/restore/{code}",
  tags: ["Identity"],
  summary: "Redeem a mailed code",
  description: "Works once. A code that is unknown, used or expired is 404, without saying which.",
  request: { params: z.object({ code: z.string().min(1).max(200) }) },
  responses: {
    200: json(GuestToken, "a token of the guest that bought"),
    ...problems("invalid_request", "not_found"),
  },
});

/** A person asks a few times; whoever asks more often wants to fill somebody's mailbox. */
const RESTORES_PER_ADDRESS = { burst: 3, perSecond: 1 / 300 };

/**
 * By then the answer to a request is out. The address is looked for only after it: work that begins in the same moment still
 * delays the answer, by half as much again when there is something to write and the database is in this process.
 */
const ANSWERED_AFTER_MS = 100;

/** Guests, their becoming users of the host site, and what is kept of either. */
export function identityRoutes(deps: Deps, verifyToken: VerifyToken): Router {
  const router = createRouter();

  router.openapi(createGuest, async (c) => c.json(await issueGuestToken(deps), 201));

  router.openapi(merge, async (c) => {
    const { guestToken } = c.req.valid("json");
    return c.json(await mergeGuest({ deps, verifyToken, learner: requireLearner(c), guestToken }), 200);
  });

  router.openapi(exportData, async (c) => {
    const data = await exportLearner({ deps, learner: requireLearner(c) });
    return c.json(data, 200, { "Content-Disposition": 'attachment; filename="courselet-data.json"' });
  });

  router.openapi(erase, async (c) => {
    await eraseLearner({ deps, learner: requireLearner(c) });
    return c.body(null, 204);
  });

  const perAddress = createAllowance({ rate: RESTORES_PER_ADDRESS, clock: deps.clock });
  const mailLater = (email: string, returnUrl: URL) => {
    perAddress.take(email.toLowerCase());
    setTimeout(() => {
      mailRestoreLinks({ deps, email, returnUrl }).catch((error: unknown) => {
        deps.log.error("a restore mail could not be queued", { reason: String(error) });
      });
    }, ANSWERED_AFTER_MS);
  };

  router.openapi(askForRestore, (c) => {
    const { email, returnUrl } = c.req.valid("json");
    mailLater(email, requireReturnUrl(returnUrl, deps.config.allowedOrigins));
    return c.body(null, 202);
  });

  router.openapi(restore, async (c) => c.json(await restoreGuest({ deps, code: c.req.valid("param").code }), 200));

  router.get("/restore", (c) => {
    const returnUrl = requireReturnUrl(c.req.query("returnUrl") ?? "", deps.config.allowedOrigins);
    c.header("Content-Security-Policy", RESTORE_PAGE_POLICY);
    return c.html(restoreFormPage(returnUrl));
  });

  router.post("/restore", async (c) => {
    const form = RestoreRequest.safeParse(await c.req.parseBody());
    const returnUrl = parseReturnUrl(form.data?.returnUrl ?? "", deps.config.allowedOrigins);
    if (form.data === undefined || returnUrl === null) throw new InvalidRequestError("This form is not complete.");
    mailLater(form.data.email, returnUrl);
    c.header("Content-Security-Policy", RESTORE_PAGE_POLICY);
    return c.html(restoreAskedPage(returnUrl), 202);
  });

  return router;
}
