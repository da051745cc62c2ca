import { build } from "esbuild";

/** What the peers draw of a course: the parts that a card has, in plain elements, with the same texts. */
const peerStyle = `
  main { display: grid; grid-template-columns: repeat(auto-fill, minmax(18rem, 1fr)); gap: 1.5rem }
  article { border: 1px solid #ddd; border-radius: 14px; overflow: clip; display: flex; flex-direction: column }
  .media { position: relative; aspect-ratio: 16 / 9; background: #eee }
  .media button { position: absolute; inset: 8px 8px auto auto; inline-size: 44px; block-size: 44px }
  .body { display: flex; flex-direction: column; gap: .75em; padding: 1em }
  .text { min-block-size: 7.43em } h3, p { margin: 0 } h3 { font-size: 1.125em; line-height: 1.3 }
  .meta { display: flex; gap: 1.1em; font-size: .8125em } .last { display: flex; justify-content: space-between; align-items: center }
  .last button { min-block-size: 44px }
`;

const innerHtmlScript = `
  const escape = (text) => text.replace(/[&<>"]/g, (sign) => "&#" + sign.charCodeAt() + ";");
  const money = new Intl.NumberFormat("en", { style: "currency", currency: "usd" });
  const cardOf = ({ id, title, description, category, price, chapterCount }) => \`<article aria-labelledby="t-\${id}">
    <div class="media"><button aria-pressed="false" aria-label="Add \${escape(title)} to your wishlist">♡</button></div>
    <div class="body"><div class="text"><div>\${escape(category?.name ?? "")}</div>
    <h3 id="t-\${id}"><a href="/\${id}">\${escape(title)}</a></h3><p>\${escape(description ?? "")}</p></div>
    <div class="meta"><span>\${chapterCount} chapters</span></div>
    <div class="last"><span>\${price ? money.format(price.amount / 100) : ""}</span><button>Buy course</button></div></div></article>\`;
  const { courses } = await (await fetch(API + "/v1/courses?ids=" + IDS)).json();
  document.querySelector("main").innerHTML = courses.map(cardOf).join("");
`;

const reactSource = `
  import { createElement as h } from "react";
  import { createRoot } from "react-dom/client";
  const money = new Intl.NumberFormat("en", { style: "currency", currency: "usd" });
  function Card({ id, title, description, category, price, chapterCount }) {
    return h("article", { "aria-labelledby": "t-" + id },
      h("div", { className: "media" }, h("button", { "aria-pressed": false, "aria-label": "Add " + title + " to your wishlist" }, "♡")),
      h("div", { className: "body" },
        h("div", { className: "text" }, h("div", null, category?.name), h("h3", { id: "t-" + id }, h("a", { href: "/" + id }, title)), h("p", null, description)),
        h("div", { className: "meta" }, h("span", null, chapterCount, " chapters")),
        h("div", { className: "last" }, h("span", null, price && money.format(price.amount / 100)), h("button", null, "Buy course"))));
  }
  const { courses } = await (await fetch(API + "/v1/courses?ids=" + IDS)).json();
  createRoot(document.querySelector("main")).render(courses.map((course) => h(Card, { key: course.id, ...course })));
`;

const frame = (style, script, body) => `<!doctype html><html lang="en"><title>100 cards</title>
  <meta name="viewport" content="width=device-width">${style}${script}<main>${body}</main>`;

/**
 * The pages to compare, by name: a page's HTML by its path, and its scripts. The peers are given the data and draw; they hold
 * no state, sell nothing and follow nothing.
 */
export async function makePages({ apiUrl, courses }) {
  const given = `const API = ${JSON.stringify(apiUrl)}, IDS = ${JSON.stringify(courses.map(({ id }) => id).join(","))};`;
  const react = await build({
    stdin: { contents: given + reactSource, resolveDir: import.meta.dirname, loader: "js" },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: "es2022",
    define: { "process.env.NODE_ENV": '"production"' },
  });
  const grid = `<style>main{display:grid;grid-template-columns:repeat(auto-fill,minmax(18rem,1fr));gap:1.5rem}</style>`;
  const peer = `<style>${peerStyle}</style>`;
  const tags = courses
    .map(({ id, title }) => `<course-card course-id="${id}"><a href="/${id}">${title}</a></course-card>`)
    .join("");
  const ours = `<script type="module" src="${apiUrl}/widgets/courselet.js" data-guests></script>`;
  const sheet = `<link rel="stylesheet" href="${apiUrl}/widgets/courselet.css">`;
  const script = (name) => `<script type="module" src="/${name}.js"></script>`;
  return {
    pages: {
      "course-card, with the style sheet": frame(grid + sheet, ours, tags),
      "course-card, without it": frame(grid, ours, tags),
      innerHTML: frame(peer, script("inner-html"), ""),
      React: frame(peer, script("react"), ""),
    },
    scripts: { "/inner-html.js": given + innerHtmlScript, "/react.js": react.outputFiles[0].text },
  };
}
