import { Hono } from "hono";
import { csrf } from "hono/csrf";
import { HTTPException } from "hono/http-exception";
import type { Stripe } from "stripe";

import { ApiError } from "./api-error.js";
import type { Context } from "./context.js";
import { dashboardPage } from "./dashboard-page.js";
import { closeDispute, openDispute } from "./disputes.js";
import { EMBEDDED_COMPLETE_SCRIPT, embeddedCompletePage, standInStripeJs } from "./embedded-page.js";
import { closedPage, hostedPage, problemPage, returnAddress } from "./hosted-page.js";
import { PAYMENT_METHODS, pay, type PaymentMethod } from "./payments.js";
import { applyPromotionCode } from "./promotions.js";
import { createRefund } from "./refunds.js";
import { expireDueSessions } from "./sessions.js";

// No form-action: browsers hold it against the redirect that follows a payment, too.
const CONTENT_SECURITY_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src http: https: data:; base-uri 'none'; frame-ancestors 'none'";

/** Of the payment form alone: any shop may frame it. */
const FRAMED_SECURITY_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; img-src http: https: data:; base-uri 'none'";

/** What people see: the hosted payment page and the developers' dashboard. */
export function createPages({ context, webhookUrl }: { context: Context; webhookUrl: string | null }): Hono {
  const pages = new Hono();
  const { state } = context.store;
  for (const path of ["/", "/c/*", "/dashboard/*"]) {
    pages.use(path, csrf(), async (c, next) => {
      await next();
      const isFramed = c.req.path.startsWith("/c/embedded/");
      c.header("Content-Security-Policy", isFramed ? FRAMED_SECURITY_POLICY : CONTENT_SECURITY_POLICY);
    });
  }

  pages.get("/c/pay/:id", (c) => {
    expireDueSessions(context);
    const { [c.req.param("id")]: session } = state.sessions;
    const { [c.req.param("id")]: extras } = state.sessionExtras;
    if (session === undefined || extras === undefined)
      return c.html(problemPage("There is no such payment page."), 404);
    if (session.status !== "open") return c.html(closedPage(session));
    return c.html(hostedPage({ session, extras, locale: localeOf(session.locale, c.req.header("Accept-Language")) }));
  });

  pages.post("/c/pay/:id", async (c) => {
    const id = c.req.param("id");
    const entered = enteredIn(await c.req.parseBody());
    expireDueSessions(context);
    const session = state.sessions[id];
    const extras = state.sessionExtras[id];
    if (session === undefined || extras === undefined)
      return c.html(problemPage("There is no such payment page."), 404);
    if (session.status !== "open") return c.html(closedPage(session), 409);
    const problem = submit(session, entered);
    if (problem === null)
      return c.redirect(entered.isPromotion ? `/c/pay/${id}` : (returnAddress(session) ?? "/"), 303);
    const locale = localeOf(session.locale, c.req.header("Accept-Language"));
    return c.html(
      hostedPage({ session, extras, locale, problem, chosen: entered.method, email: entered.email ?? "" }),
      402,
    );
  });

  // The same form in a page of the shop, found by what that page knows of the session.
  pages.on(["GET", "POST"], "/c/embedded/:secret", async (c) => {
    expireDueSessions(context);
    const secret = c.req.param("secret");
    const session = Object.values(state.sessions).find((known) => known.client_secret === secret);
    const extras = session && state.sessionExtras[session.id];
    if (session === undefined || extras === undefined)
      return c.html(problemPage("There is no such payment form."), 404);
    if (session.status !== "open") return c.html(closedPage(session), 409);
    const locale = localeOf(session.locale, c.req.header("Accept-Language"));
    const form = { session, extras, locale, action: c.req.path };
    if (c.req.method === "GET") return c.html(hostedPage(form));
    const entered = enteredIn(await c.req.parseBody());
    const problem = submit(session, entered);
    if (problem === null) return entered.isPromotion ? c.redirect(c.req.path, 303) : c.html(embeddedCompletePage());
    return c.html(hostedPage({ ...form, problem, chosen: entered.method, email: entered.email ?? "" }), 402);
  });
  const script = { "Content-Type": "text/javascript; charset=utf-8" };
  pages.get("/stripe.js", (c) => c.body(standInStripeJs(context.publicUrl), 200, script));
  pages.get("/embedded-complete.js", (c) => c.body(EMBEDDED_COMPLETE_SCRIPT, 200, script));

  pages.get("/", (c) => {
    expireDueSessions(context);
    return c.html(dashboardPage(state, { webhookUrl }));
  });
  pages.post("/dashboard/payments/:id/refund", (c) => {
    createRefund(context, { payment_intent: c.req.param("id") });
    return c.redirect("/", 303);
  });
  pages.post("/dashboard/payments/:id/dispute", (c) => {
    openDispute(context, c.req.param("id"));
    return c.redirect("/", 303);
  });
  pages.post("/dashboard/disputes/:id/:outcome{won|lost}", (c) => {
    closeDispute(context, c.req.param("id"), c.req.param("outcome") === "won" ? "won" : "lost");
    return c.redirect("/", 303);
  });
  pages.post("/dashboard/events/:id/resend", (c) => {
    context.webhooks.resend(c.req.param("id"));
    return c.redirect("/", 303);
  });
  pages.onError((error, c) => {
    // A button that was pressed twice, or on a page that was out of date.
    if (error instanceof ApiError) return c.html(problemPage(error.message), 400);
    if (error instanceof HTTPException) return error.getResponse();
    console.error(error);
    return c.html(problemPage("The stand-in failed."), 500);
  });
  return pages;

  /** Pays, or applies a promotion code. Answers why not, if not. */
  function submit(session: Stripe.Checkout.Session, { method, email, code, isPromotion }: Entered): string | null {
    return explained(() =>
      isPromotion ? applyPromotionCode(context, session, code) : pay(context, session.id, { method, email }),
    );
  }
}

/** What a visitor entered in the payment form. */
interface Entered {
  method: PaymentMethod;
  email: string | undefined;
  code: string;
  isPromotion: boolean;
}

function enteredIn(form: Record<string, unknown>): Entered {
  return {
    method: PAYMENT_METHODS.find((known) => known === form["method"]) ?? "card",
    email: typeof form["email"] === "string" && form["email"] !== "" ? form["email"] : undefined,
    code: typeof form["promotion"] === "string" ? form["promotion"] : "",
    isPromotion: form["action"] === "promotion",
  };
}

/** Does a step, or says why not in words for the visitor. */
function explained(step: () => unknown): string | null {
  try {
    step();
    return null;
  } catch (error) {
    if (error instanceof ApiError) return error.message;
    throw error;
  }
}

/** The session's locale, else what the browser asks for first. */
function localeOf(wanted: string | null, acceptLanguage: string | undefined): string {
  const candidates = [wanted === "auto" ? null : wanted, acceptLanguage?.split(/[,;]/)[0]?.trim()];
  for (const candidate of candidates) {
    try {
      if (candidate) return Intl.getCanonicalLocales(candidate)[0] ?? "en";
    } catch {
      // Not a language tag; the next one, then.
    }
  }
  return "en";
}
