import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";

import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { deleteCookie, getSignedCookie, setSignedCookie } from "hono/cookie";
import { secureHeaders } from "hono/secure-headers";
import { SignJWT } from "jose";

import { galleryFile, galleryPage } from "./gallery-files.js";
import { mailList, mailText } from "./mail-page.js";

export interface HostSiteOptions {
  port: number;
  siteUrl: string;
  apiUrl: string;
  /** Where the browser goes to pay, when that is on this machine. */
  stripeOrigin: string | null;
  /** Where the server writes its mails; null when it sends them. */
  outbox: string | null;
  jwt: { issuer: string; audience: string; secret: string };
}

interface Course {
  id: string;
  slug: string;
  lang: string;
  title: string;
  summary: string;
}

interface User {
  name: string;
  email: string;
  role?: "author";
}

const USERS: Record<string, User> = {
  ada: { name: "Ada", email: "ada@example.com" },
  grace: { name: "Grace", email: "grace@example.com" },
  noor: { name: "Noor", email: "noor@example.com", role: "author" },
};

const COOKIE = "alder_user";
const siteFolder = new URL("../site/", import.meta.url);
const read = (name: string) => readFileSync(new URL(name, siteFolder), "utf8");

/**
 * A site as its owner might have built it before Courselet came: its own users, its own style, a strict security policy.
 * Courselet sees two things of it: the tags in its pages, and the tokens it signs for its users.
 */
export function createHostSite({ siteUrl, apiUrl, stripeOrigin, outbox, jwt }: HostSiteOptions): Hono {
  const courses = JSON.parse(read("courses.json")) as Course[];
  const cookieSecret = randomBytes(32).toString("base64url");
  const app = new Hono<{ Variables: { nonce: string; user: string | null } }>();

  app.use(secureHeaders({ crossOriginResourcePolicy: false, crossOriginOpenerPolicy: false }));
  app.use(async (c, next) => {
    const nonce = randomBytes(16).toString("base64");
    const user = await getSignedCookie(c, cookieSecret, COOKIE);
    c.set("nonce", nonce);
    c.set("user", user && user in USERS ? user : null);
    await next();
    c.header(
      "Content-Security-Policy",
      [
        "default-src 'none'",
        `script-src 'nonce-${nonce}'`,
        "style-src 'self'",
        `connect-src 'self' ${apiUrl}`,
        `img-src 'self' ${apiUrl} data:`,
        `media-src 'self' ${apiUrl} blob:`,
        "font-src 'self'",
        `form-action 'self'${stripeOrigin ? ` ${stripeOrigin}` : ""}`,
        "base-uri 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types lit-html",
      ].join("; "),
    );
  });

  const page = (name: string, nonce: string, user: string | null, values: Record<string, string> = {}) => {
    const account = user
      ? `<span>Hello, ${USERS[user]?.name}</span><form method="post" action="/sign-out"><button>Sign out</button></form>`
      : `<a href="/sign-in">Sign in</a>`;
    const mailLink = outbox === null ? "" : `<a href="/mail">Mail this demo sent</a>`;
    const all: Record<string, string> = {
      nonce,
      apiUrl,
      account,
      mailLink,
      signedIn: String(user !== null),
      ...values,
    };
    return read(name).replaceAll(/\{\{(\w+)\}\}/g, (_, key: string) => all[key] ?? "");
  };

  app.get("/", (c) => c.html(page("index.html", c.var.nonce, c.var.user)));

  app.get("/catalogue", (c) => c.html(page("catalogue.html", c.var.nonce, c.var.user)));

  app.get("/courses/:id", (c) => {
    const course = courses.find(({ id, slug }) => [id, slug].includes(c.req.param("id")));
    if (!course) return c.html(page("not-found.html", c.var.nonce, c.var.user), 404);
    const { id: courseId, lang, title, summary } = course;
    const dir = lang === "ar" ? "rtl" : "ltr";
    return c.html(page("course.html", c.var.nonce, c.var.user, { courseId, lang, dir, title, summary }));
  });

  if (outbox !== null) {
    app.get("/mail", async (c) => c.html(page("mail.html", c.var.nonce, c.var.user, { mail: await mailList(outbox) })));

    app.get("/mail/:id", async (c) => {
      const mail = await mailText(outbox, c.req.param("id"), [siteUrl, new URL(apiUrl).origin]);
      if (mail === null) return c.html(page("not-found.html", c.var.nonce, c.var.user), 404);
      return c.html(page("mail.html", c.var.nonce, c.var.user, { mail }));
    });
  }

  app.get("/sign-in", (c) =>
    c.html(page("sign-in.html", c.var.nonce, c.var.user, { next: localPath(c.req.query("next")) })),
  );

  app.post("/sign-in", async (c) => {
    const form = await c.req.formData();
    const user = String(form.get("user"));
    if (!(user in USERS)) return c.html(page("sign-in.html", c.var.nonce, null), 400);
    await setSignedCookie(c, COOKIE, user, cookieSecret, { httpOnly: true, sameSite: "Lax", path: "/" });
    return c.redirect(localPath(String(form.get("next") ?? "/")), 303);
  });

  app.post("/sign-out", (c) => {
    deleteCookie(c, COOKIE, { path: "/" });
    return c.redirect("/", 303);
  });

  // The one thing a host site writes for Courselet: a short-lived token for whoever is signed in here.
  app.get("/course-token", async (c) => {
    const user = c.var.user && USERS[c.var.user];
    if (!user || !c.var.user) return c.text("not signed in", 401);
    const token = await new SignJWT({ email: user.email, ...(user.role && { role: user.role }) })
      .setProtectedHeader({ alg: "HS256" })
      .setIssuer(jwt.issuer)
      .setAudience(jwt.audience)
      .setSubject(c.var.user)
      .setIssuedAt()
      .setExpirationTime("10m")
      .sign(new TextEncoder().encode(jwt.secret));
    c.header("Cache-Control", "no-store");
    return c.text(token);
  });

  app.get("/gallery", (c) => c.redirect("/gallery/", 301));
  app.get("/gallery/", (c) => {
    const html = galleryPage(c.var.nonce);
    return html ? c.html(html) : c.text("`npm start` builds this page, and so does `npm run gallery`.", 404);
  });
  app.get("/gallery/:file{.+}", (c) => galleryFile(c.req.param("file"), c.req.header("range")) ?? c.notFound());

  app.get("/site.css", (c) => c.body(read("site.css"), 200, { "Content-Type": "text/css; charset=utf-8" }));
  app.get("/favicon.svg", (c) => c.body(read("favicon.svg"), 200, { "Content-Type": "image/svg+xml" }));
  app.notFound((c) => c.html(page("not-found.html", c.var.nonce, c.var.user), 404));

  return app as unknown as Hono;

  /** Only paths of this site: a sign-in page that forwards anywhere serves phishers. */
  function localPath(next: string | undefined): string {
    if (!next || !URL.canParse(next, siteUrl)) return "/";
    const url = new URL(next, siteUrl);
    return url.origin === siteUrl ? url.pathname + url.search : "/";
  }
}

/** Starts the site on 127.0.0.1. */
export function startHostSite(options: HostSiteOptions): Promise<{ close(): Promise<void> }> {
  const app = createHostSite(options);
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: options.port }, () => {
      resolve({
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            if ("closeAllConnections" in server) server.closeAllConnections();
          }),
      });
    });
    server.once("error", reject);
  });
}
