// Stands in for @lit/reactive-element/css-tag.js: the same exports, without what it carries for browsers that have no
// constructable style sheets. No browser that understands the elements' styles (`light-dark()`) is one of them.

export const supportsAdoptingStyleSheets = true;

export class CSSResult {
  constructor(cssText) {
    this._$cssResult$ = true;
    this.cssText = cssText;
  }

  get styleSheet() {
    if (!this.sheet) (this.sheet = new CSSStyleSheet()).replaceSync(this.cssText);
    return this.sheet;
  }

  toString() {
    return this.cssText;
  }
}

export const unsafeCSS = (text) => new CSSResult(String(text));

/** The values are results of `css` and numbers: the types of the sources allow nothing else. */
export const css = (strings, ...values) => new CSSResult(String.raw({ raw: strings }, ...values));

export const adoptStyles = (root, styles) => {
  root.adoptedStyleSheets = styles.map((style) => style.styleSheet ?? style);
};

export const getCompatibleStyle = (style) => style;
