import { html, raw } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

const STYLE = `
:root {
  color-scheme: light dark;
  --page: light-dark(#f5f6f8, #14161b);
  --panel: light-dark(#fff, #1d2027);
  --text: light-dark(#1b1f27, #eceef2);
  --soft: light-dark(#596273, #a2aab8);
  --line: light-dark(#dfe3ea, #343944);
  --accent: light-dark(#3a4fd0, #8a9bff);
  --on-accent: light-dark(#fff, #10131c);
  --note: light-dark(#fff4d6, #3a3018);
  --note-text: light-dark(#5c4300, #ffdf94);
  --bad: light-dark(#a61b1b, #ff9c9c);
  font: 16px/1.5 system-ui, sans-serif;
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); }
.note { margin: 0; background: var(--note); color: var(--note-text); padding: 0.6rem 1rem; text-align: center; font-weight: 600; }
main { max-width: 58rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.35rem; line-height: 1.25; margin: 0 0 0.5rem; }
h2 { font-size: 1.05rem; margin: 2rem 0 0.5rem; }
a { color: var(--accent); }
.columns { display: grid; gap: 1.5rem; grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%), 1fr)); }
.panel { background: var(--panel); border: 1px solid var(--line); border-radius: 12px; padding: 1.25rem; }
.cover { display: block; margin-bottom: 1rem; width: 100%; aspect-ratio: 16 / 9; object-fit: cover; border-radius: 8px; background: var(--line); }
.amount { font-size: 2rem; font-weight: 700; margin: 0.25rem 0 1rem; font-variant-numeric: tabular-nums; }
.soft { color: var(--soft); }
.problem { margin-top: 0; color: var(--bad); font-weight: 600; }
label, legend { display: block; padding: 0; font-weight: 600; margin-bottom: 0.25rem; }
input[type="email"], #promotion {
  width: 100%; padding: 0.65rem 0.75rem; font: inherit; color: inherit;
  background: var(--page); border: 1px solid var(--line); border-radius: 8px; margin-bottom: 1rem;
}
fieldset { border: 0; padding: 0; margin: 0 0 1rem; }
.choice {
  display: flex; gap: 0.6rem; align-items: center; font-weight: 400; margin: 0;
  padding: 0.65rem 0.75rem; border: 1px solid var(--line); border-top-width: 0; min-height: 44px;
}
.choice:first-of-type { border-top-width: 1px; border-radius: 8px 8px 0 0; }
.choice:last-of-type { border-radius: 0 0 8px 8px; }
.choice:has(:checked) { background: color-mix(in srgb, var(--accent) 12%, transparent); }
button { font: inherit; cursor: pointer; border-radius: 8px; border: 1px solid var(--line); background: var(--panel); color: inherit; }
button.pay { width: 100%; min-height: 48px; border: 0; background: var(--accent); color: var(--on-accent); font-weight: 700; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 0.9rem; }
th, td { text-align: left; padding: 0.4rem 0.75rem 0.4rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
td form { display: inline-block; margin: 0 0.25rem 0.25rem 0; }
td button { padding: 0.15rem 0.6rem; }
code { font-size: 0.85em; overflow-wrap: anywhere; }
`;

/** A whole page, with nothing loaded from elsewhere, that says what it is. */
export function layout(title: string, content: Html, { refreshSeconds = 0 } = {}): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        ${refreshSeconds > 0 ? html`<meta http-equiv="refresh" content="${refreshSeconds}" />` : ""}
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <style>
          ${raw(STYLE)}
        </style>
      </head>
      <body>
        <p class="note">Stripe stand-in: no card is charged, this is not Stripe.</p>
        <main>${content}</main>
      </body>
    </html>`;
}
