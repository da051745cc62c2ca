import { createHash } from "node:crypto";

import { escapeHtml } from "../http/escape-html.js";

const STYLE = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { margin: 0; padding: 1.5rem; }
main { max-width: 30rem; margin: 10vh auto 0; }
h1 { font-size: 1.35rem; line-height: 1.3; }
label { display: block; font-weight: 600; margin-bottom: 0.25rem; }
input, button { box-sizing: border-box; font: inherit; min-height: 2.75rem; padding: 0.5rem 0.75rem; border-radius: 0.5rem; }
input { width: 100%; border: 1px solid GrayText; margin-bottom: 1rem; }
button { border: 1px solid; cursor: pointer; }
`;

/** The pages bring one style of their own and nothing else; their form leads to this server. */
export const RESTORE_PAGE_POLICY =
  `default-src 'none'; style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'; ` +
  "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/**
 * The page that a guest's receipt leads to: asks for the address that was given when paying. `returnUrl` is the page that
 * the mailed link will lead to.
 */
export function restoreFormPage(returnUrl: URL): string {
  return page(
    "Open your courses on this device",
    `<p>You bought at ${escapeHtml(returnUrl.host)} without an account? Give the e-mail address that you gave when paying, and a
link is mailed to it. Open that link on the device where you want to learn.</p>
<form method="post" action="restore">
<input type="hidden" name="returnUrl" value="${escapeHtml(returnUrl.href)}">
<label for="email">E-mail address</label>
<input id="email" name="email" type="email" autocomplete="email" maxlength="320" required>
<button>Mail me a link</button>
</form>`,
  );
}

/** What follows, whether or not anything was bought with the address. */
export function restoreAskedPage(returnUrl: URL): string {
  return page(
    "Look into your mail",
    `<p>If something was bought with this address, a link is on its way to it. It works once, in the next 15 minutes.</p>
<p><a href="${escapeHtml(returnUrl.href)}">Back to ${escapeHtml(returnUrl.host)}</a></p>`,
  );
}

function page(title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${content}
</main>
</body>
</html>
`;
}
