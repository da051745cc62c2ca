/**
 * Lit announces itself in global arrays, for the warning of its development build that a page loads it twice, and looks for
 * polyfills that no browser needs which can run these elements. A guest leaves no globals in the page.
 *
 * Each text must be found, so that a new version of Lit that says it otherwise stops the build. They can go when Lit stops.
 */
const EDITS = {
  "reactive-element.js": [
    [/,p\?\.\(\{ReactiveElement:y\}\),\(a\.reactiveElementVersions\?\?=\[\]\)\.push\("[\d.]+"\)/, ""],
    [/,p=a\.reactiveElementPolyfillSupport/, ""],
    // Only standard decorators write here; the elements have none.
    [/Symbol\.metadata\?\?=Symbol\("metadata"\),a\.litPropertyMetadata\?\?=new WeakMap;/, ""],
    [/const t=this\[Symbol\.metadata\];if\(null!==t\)\{.*?\}(?=this\._\$Eh=new Map)/, ""],
  ],
  "lit-html.js": [
    [/,B=t\.litHtmlPolyfillSupport;B\?\.\(S,k\),\(t\.litHtmlVersions\?\?=\[\]\)\.push\("[\d.]+"\);/, ";"],
  ],
  "lit-element.js": [
    [
      /,s\.litElementHydrateSupport\?\.\(\{LitElement:i\}\);const o=s\.litElementPolyfillSupport;o\?\.\(\{LitElement:i\}\);/,
      ";",
    ],
    [/\(s\.litElementVersions\?\?=\[\]\)\.push\("[\d.]+"\);/, ""],
  ],
};

export const LIT_FILES =
  /[\\/](reactive-element[\\/]reactive-element|lit-html[\\/]lit-html|lit-element[\\/]lit-element)\.js$/;

export function litWithoutGlobals(path, contents) {
  const name = path.split(/[\\/]/).at(-1);
  return EDITS[name].reduce((text, [find, replacement]) => {
    if (!find.test(text)) throw new Error(`${path}: nothing matches ${find}. Has Lit changed?`);
    return text.replace(find, replacement);
  }, contents);
}
