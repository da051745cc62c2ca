/**
 * The script that a page pastes. Loads an element's code when the first of its kind appears in the page, now or later, and
 * nothing before. It imports nothing itself and leaves nothing behind: no global, no style, no tag of its own.
 *
 * All that it loads, it loads by `import()`, whose requests carry the nonce of this script: a page whose policy knows
 * nothing but nonces needs no other rule.
 */

/**
 * For each tag the files of its code, all those that its entry imports among them: asked for at once, they arrive in one
 * round trip. Written in by build.mjs.
 */
declare const ELEMENT_FILES: Readonly<Record<string, readonly string[]>>;

const script = [...document.scripts].find(({ src }) => src === import.meta.url);
const prefix = script?.dataset.prefix ?? "";

/** The names of our tags on this page. */
const names = new Map(Object.entries(ELEMENT_FILES).map(([tag, files]) => [prefix + tag, files]));
const unseen = new Set(names.keys());

const observer = new MutationObserver((mutations) => {
  for (const { addedNodes } of mutations) {
    for (const node of addedNodes) {
      if (node instanceof Element) scan(node);
    }
  }
});

/** Looks at everything in a document or shadow root, and at all that will ever be put there. */
function watch(root: Document | ShadowRoot): void {
  observer.observe(root, { childList: true, subtree: true });
  for (const element of root.children) scan(element);
}

function scan(root: Element): void {
  for (const element of [root, ...root.querySelectorAll("*")]) {
    if (names.has(element.localName)) void load(element.localName);
    else if (element.shadowRoot) watch(element.shadowRoot);
  }
}

async function load(name: string): Promise<void> {
  if (!unseen.delete(name)) return;
  if (unseen.size === 0) observer.disconnect();
  try {
    await Promise.all((names.get(name) ?? []).map((file) => import(new URL(file, import.meta.url).href)));
  } catch (error) {
    console.error(`courselet: the code of <${name}> did not load.`, error);
    unseen.add(name);
  }
}

watch(document);
// What did not load for want of a network is tried again.
addEventListener("online", () => watch(document));
