import { escapeHtml } from "../http/escape-html.js";

/** A part of a mail: a paragraph, or a link on a line of its own. Plain text; what it is put into escapes it. */
export type MailPart = string | { label: string; href: string };

/** The same content twice: for who reads plain text, and for who reads HTML. Needs no pictures and no style sheet. */
export function mailBody({ title, parts }: { title: string; parts: MailPart[] }): { text: string; html: string } {
  const text = [title, ...parts.map((part) => (typeof part === "string" ? part : `${part.label}:\n${part.href}`))];
  return {
    text: `${text.join("\n\n")}\n`,
    html: `<!doctype html>
<html lang="en" dir="ltr">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title></head>
<body style="margin:0;padding:24px;background:#ffffff;color:#1b1f27;font:16px/1.5 system-ui,sans-serif">
<main style="max-width:36em;margin:0 auto">
<h1 style="margin:0 0 16px;font-size:20px;line-height:1.3">${escapeHtml(title)}</h1>
${parts.map(htmlOf).join("\n")}
</main>
</body>
</html>
`,
  };
}

function htmlOf(part: MailPart): string {
  if (typeof part === "string") return `<p style="margin:0 0 16px">${escapeHtml(part).replaceAll("\n", "<br>")}</p>`;
  return `<p style="margin:0 0 16px"><a href="${escapeHtml(part.href)}" style="color:#2f45c5">${escapeHtml(part.label)}</a></p>`;
}
