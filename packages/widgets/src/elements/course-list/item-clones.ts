import { safeUrl } from "../../shared/safe-url.js";

const URL_ATTRIBUTE = /^(href|src|action|formaction|poster|data|cite|ping|background|xlink:href)$/;
/** Attributes that hold code or markup. */
const CODE_ATTRIBUTE = /^(on|srcdoc$|srcset$)/;

/** Begins the name of the slot that shows one course. */
const SLOT = "course:";

const isTemplate = (child: Element): child is HTMLTemplateElement =>
  child instanceof HTMLTemplateElement && child.slot === "item";

/**
 * Copies of the author's item, one for each course, among the list's own children: there the page's style sheets reach them.
 * The list shows each in a slot of its own, so their order among the children does not matter, and nothing is lost when a
 * framework takes them out: they are put back as they were.
 */
export class ItemClones {
  readonly #list: Element;
  readonly #clones = new Map<string, Element[]>();
  #template: HTMLTemplateElement | undefined;

  constructor(list: Element) {
    this.#list = list;
  }

  /** The name of the slot that shows a course. */
  slotOf(courseId: string): string {
    return SLOT + courseId;
  }

  /**
   * Sees to it that these courses have their copies, and no others are there. A copy for what is no id is a skeleton: without
   * the attributes that were to hold one.
   */
  fill(courseIds: readonly string[]): void {
    const template = [...this.#list.children].find(isTemplate);
    if (template !== this.#template) this.#clones.clear();
    this.#template = template;
    for (const courseId of this.#clones.keys()) {
      if (!courseIds.includes(courseId)) this.#clones.delete(courseId);
    }
    for (const courseId of template ? courseIds : []) {
      let clones = this.#clones.get(courseId);
      if (template && !clones)
        this.#clones.set(courseId, (clones = cloneItem(template, courseId, this.slotOf(courseId))));
      for (const clone of clones ?? []) if (clone.parentNode !== this.#list) this.#list.append(clone);
    }
    // Also those that came along when somebody cloned the list.
    const kept = new Set([...this.#clones.values()].flat());
    const stale = [...this.#list.children].filter((child) => child.slot.startsWith(SLOT) && !kept.has(child));
    for (const child of stale) child.remove();
  }
}

function cloneItem(template: HTMLTemplateElement, courseId: string, slot: string): Element[] {
  // Elements of ours wake up when they are put into the page, with their attributes filled.
  const clones = [...(template.content.cloneNode(true) as DocumentFragment).children];
  for (const clone of clones) {
    for (const element of [clone, ...clone.querySelectorAll("*")]) fillAttributes(element, courseId);
    clone.slot = slot;
  }
  return clones;
}

function fillAttributes(element: Element, courseId: string): void {
  for (const name of element.getAttributeNames()) {
    const value = element.getAttribute(name) ?? "";
    if (!value.includes("{id}") || CODE_ATTRIBUTE.test(name)) continue;
    const filled = value.replaceAll("{id}", courseId);
    const safe = /-/.test(courseId) ? (URL_ATTRIBUTE.test(name) ? safeUrl(filled) : filled) : undefined;
    if (safe === undefined) element.removeAttribute(name);
    else element.setAttribute(name, safe);
  }
}
