/**
 * What Lit brings for others: directives, text inside of script, style and textarea, bindings in comments and in place of
 * attributes, compiled templates, MathML, initializers of decorators, attributes that hold JSON. The elements use none of it,
 * and nobody renders into them; it would be a twentieth of what a page with a card downloads.
 *
 * Each text must be there once, so that a new version of Lit that says it otherwise stops the build. A part that an element
 * comes to need leaves this list. What guards against forged templates (`raw` and Trusted Types) is never on it.
 */
const UNUSED = {
  "lit-html.js": [
    // Directives, and what tells them that they are in the page or out of it.
    [
      "function M(t,i,s=t,e){if(i===E)return i;let h=void 0!==e?s._$Co?.[e]:s._$Cl;const o=a(i)?void 0:i._$litDirective$;return h?.constructor!==o&&(h?._$AO?.(!1),void 0===o?h=void 0:(h=new o(t),h._$AT(t,s,e)),void 0!==e?(s._$Co??=[])[e]=h:s._$Cl=h),void 0!==h&&(i=M(t,h._$AS(t,i.values),h,e)),i}",
      "",
    ],
    [",V:M,", ","],
    ["t=M(this,t,i),a(t)?", "a(t)?"],
    ["t=M(this,t,i,0),o=", "o="],
    ["r=M(this,e[s+n],i,n),r===E", "r=e[s+n],r===E"],
    ["(t=M(this,t,i,0)??A)===E", "(t??=A)===E"],
    ["for(this._$AP?.(!1,!0,s);", "for(;"],
    ["setConnected(t){void 0===this._$AM&&(this._$Cv=t,this._$AP?.(t))}", ""],
    ["this._$AV=[],this._$AN=void 0,", "this._$AV=[],"],
    ["this._$AN=void 0,this._$AA", "this._$AA"],
    ["this._$AN=void 0,this.element=t,this.name", "this.element=t,this.name"],
    [",this._$Cv=e?.isConnected??!0}", "}"],
    ["get _$AU(){return this._$AM?._$AU??this._$Cv}", ""],
    [
      "get parentNode(){let t=this._$AA.parentNode;const i=this._$AM;return void 0!==i&&11===t?.nodeType&&(t=i.parentNode),t}get startNode(){return this._$AA}get endNode(){return this._$AB}",
      "",
    ],
    ["get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(t)", "u(t)"],
    ["get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor", "constructor"],
    // Bindings where the elements have none.
    [
      'if(y.test(r.tagName)){const t=r.textContent.split(o),i=t.length-1;if(i>0){r.textContent=s?s.emptyScript:"";for(let s=0;s<i;s++)r.append(t[s],c()),P.nextNode(),d.push({type:2,index:++l});r.append(t[i],c())}}',
      "",
    ],
    ['(y.test(u[2])&&(n=RegExp("</"+u[2],"g")),c=p)', "(c=p)"],
    ["c=n??v,d=-1", "c=v,d=-1"],
    [":(c=p,n=void 0);", ":c=p;"],
    ["else{let t=-1;for(;-1!==(t=r.data.indexOf(o,t+1));)d.push({type:7,index:l}),t+=o.length-1}", ""],
    ["else t.startsWith(o)&&(d.push({type:6,index:l}),r.removeAttribute(t));", ""],
    [
      "1===r.type?i=new r.ctor(h,r.name,r.strings,this,t):6===r.type&&(i=new Z(h,this,t))",
      "i=new r.ctor(h,r.name,r.strings,this,t)",
    ],
    [
      "class Z{constructor(t,i,s){this.element=t,this.type=6,this._$AN=void 0,this._$AM=i,this.options=s}get _$AU(){return this._$AM._$AU}_$AI(t){M(this,t)}}",
      "",
    ],
    [",F:Z}", "}"],
    // Compiled templates, MathML, other documents, other places than the end of the root.
    [
      '"number"==typeof s?this._$AC(t):(void 0===s.el&&(s.el=S.createElement(V(s.h,s.h[0]),this.options)),s)',
      "this._$AC(t)",
    ],
    ["const{values:i,_$litType$:s}=t,e=", "const{values:i}=t,e="],
    ['2===i?"<svg>":3===i?"<math>":""', '2===i?"<svg>":""'],
    ['2===i?"</svg>":3===i?"</math>":""', '2===i?"</svg>":""'],
    [",2===i||3===i){", ",2===i){"],
    ["(t?.creationScope??l).importNode", "l.importNode"],
    [
      "const e=s?.renderBefore??i;let h=e._$litPart$;if(void 0===h){const t=s?.renderBefore??null;e._$litPart$=h=new k(i.insertBefore(c(),t),t,void 0,s??{})}",
      "const h=i._$litPart$??=new k(i.appendChild(c()),null,void 0,s);",
    ],
  ],
  "lit-element.js": [
    [
      "createRenderRoot(){const t=super.createRenderRoot();return this.renderOptions.renderBefore??=t.firstChild,t}",
      "",
    ],
    ["this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),", ""],
    [
      "connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}",
      "",
    ],
    [",this._$Do=void 0}", "}"],
    ["this._$Do=e(", "e("],
  ],
  "reactive-element.js": [
    ["static addInitializer(t){this._$Ei(),(this.l??=[]).push(t)}", ""],
    ["t.finalize(),void 0!==t.l&&(this.l=[...t.l]),", "t.finalize(),"],
    [",this.constructor.l?.forEach(t=>t(this))}", "}"],
    // Attributes that hold JSON, converters, defaults that come back.
    ["t=t?l:null;break;case Object:case Array:t=null==t?t:JSON.stringify(t)}", 't=t?"":null}'],
    ["break;case Object:case Array:try{i=JSON.parse(t)}catch(t){i=null}}", "}"],
    ["(void 0!==i.converter?.toAttribute?i.converter:u).toAttribute", "u.toAttribute"],
    [
      'const t=i.getPropertyOptions(e),h="function"==typeof t.converter?{fromAttribute:t.converter}:void 0!==t.converter?.fromAttribute?t.converter:u;this._$Em=e;const r=h.fromAttribute(s,t.type);this[e]=r??this._$Ej?.get(e)??r,this._$Em=null',
      "this._$Em=e,this[e]=u.fromAttribute(s,i.getPropertyOptions(e).type),this._$Em=null",
    ],
    [
      "!((i.hasChanged??f)(h,s)||i.useDefault&&i.reflect&&h===this._$Ej?.get(t)&&!this.hasAttribute(r._$Eu(t,i)))",
      "!(i.hasChanged??f)(h,s)",
    ],
    [
      "C(t,s,{useDefault:i,reflect:e,wrapped:h},r){i&&!(this._$Ej??=new Map).has(t)&&(this._$Ej.set(t,r??s??this[t]),!0!==h||void 0!==r)||(this._$AL.has(t)||(this.hasUpdated||i||(s=void 0),this._$AL.set(t,s)),!0===e&&this._$Em!==t&&(this._$Eq??=new Set).add(t))}",
      "C(t,s,{reflect:e}){this._$AL.has(t)||(this.hasUpdated||(s=void 0),this._$AL.set(t,s)),!0===e&&this._$Em!==t&&(this._$Eq??=new Set).add(t)}",
    ],
    [
      "attribute:!0,type:String,converter:u,reflect:!1,useDefault:!1,hasChanged:f",
      "attribute:!0,type:String,reflect:!1,hasChanged:f",
    ],
    ["s=[...r(t),...o(t)];for(const i of s)", "s=r(t);for(const i of s)"],
    ['"string"==typeof i?i:"string"==typeof t?t.toLowerCase():void 0', '"string"==typeof i?i:t.toLowerCase()'],
  ],
};

export function litWithoutUnused(path, contents) {
  const name = path.split(/[\\/]/).at(-1);
  return UNUSED[name].reduce((text, [find, replacement]) => {
    const parts = text.split(find);
    if (parts.length !== 2) throw new Error(`${path} has ${parts.length - 1} times: ${find}. Has Lit changed?`);
    return parts.join(replacement);
  }, contents);
}
