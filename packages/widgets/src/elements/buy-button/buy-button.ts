import type { CourseCard } from "@courselet/contract/catalogue";
import { html, LitElement, nothing, type TemplateResult } from "lit";
import { property, query } from "lit/decorators.js";

import { CourseController } from "../../controllers/course-controller.js";
import { SettingsController } from "../../controllers/settings-controller.js";
import type { CourseSnapshot, PurchaseState } from "../../data/course-snapshot.js";
import type { Store } from "../../data/store.js";
import { buttonStyles } from "../../shared/button-styles.js";
import { formatMoney } from "../../shared/format-money.js";
import { hasAccess } from "../../shared/has-access.js";
import { hasOwnContent } from "../../shared/has-own-content.js";
import { hostStyles } from "../../shared/host-styles.js";
import { safeUrl } from "../../shared/safe-url.js";
import { SignInRequestEvent } from "../../shared/sign-in-request-event.js";
import { buyButtonStyles } from "./buy-button.styles.js";
import { BuyRequestEvent, PurchaseCompleteEvent, PurchaseErrorEvent, PurchaseStartEvent } from "./buy-events.js";
import { buyMessages, purchaseFailure } from "./buy-messages.js";

/** Purchases already announced, so that ten buttons of one course say it once. */
const announced = new WeakMap<Store, Set<string>>();

/**
 * @summary Buys a course through Stripe Checkout, or takes a free one; then leads to it.
 *
 * @slot - The label, in place of "Buy course" or "Enrol for free".
 * @slot owned - Shown to whoever owns the course, in place of a link to it.
 * @slot processing - Shown while a payment is being confirmed.
 *
 * @event {BuyRequestEvent} buy-request - Pressed, before anything happens. Cancelable.
 * @event {PurchaseStartEvent} purchase-start - A checkout is open; the browser leaves for it next.
 * @event {PurchaseCompleteEvent} purchase-complete - The learner has just come to own the course, on this page.
 * @event {PurchaseErrorEvent} purchase-error - Buying was refused or failed; nothing was charged.
 * @event {SignInRequestEvent} sign-in-request - Pressed by somebody who has to sign in first.
 *
 * @csspart base - The button.
 * @csspart label - Its words.
 * @csspart price - The price in it.
 * @csspart message - What went wrong, below the button.
 */
export class BuyButtonElement extends LitElement {
  static override readonly styles = [hostStyles, buttonStyles, buyButtonStyles];

  @property({ attribute: "course-id" }) courseId?: string;
  /** Where the payment page leads back to. Without it: this page, less its fragment. */
  @property({ attribute: "return-url" }) returnUrl?: string;
  /** `embedded`: the page itself mounts the checkout of the `purchase-start` event. */
  @property() mode: "redirect" | "embedded" = "redirect";

  @query("button") private readonly button!: HTMLButtonElement | null;

  readonly #course = new CourseController(this, () => this.courseId);
  readonly #settings = new SettingsController(this, buyMessages);
  /** A payment of this course was being confirmed while this element was on the page. */
  #sawProcessing = false;

  override updated(): void {
    const { snapshot } = this.#course;
    if (this.button && !isBusy(snapshot)) this.button.style.minInlineSize = "";
    if (snapshot.purchase.phase === "processing") this.#sawProcessing = true;
    else if (this.#sawProcessing && hasAccess(snapshot.learner)) this.#announcePurchase(snapshot.courseId);
  }

  readonly #buy = async (): Promise<void> => {
    const { store, snapshot } = this.#course;
    const price = snapshot.card?.price;
    if (!store || !price || isBusy(snapshot)) return;
    const { courseId } = snapshot;
    if (!store.canAct) {
      this.dispatchEvent(new SignInRequestEvent(courseId));
      return;
    }
    if (!this.dispatchEvent(new BuyRequestEvent(courseId, price))) return;
    this.#keepWidth();
    try {
      if (price.amount === 0) {
        await store.enrol(courseId);
        this.#announcePurchase(courseId);
      } else {
        await this.#checkOut(store, courseId);
      }
    } catch (error) {
      this.#explain(error, courseId);
    }
  };

  async #checkOut(store: Store, courseId: string): Promise<void> {
    const returnUrl = safeUrl(this.returnUrl) ?? location.href.replace(/#.*/, "");
    const checkout = await store.startCheckout(courseId, { returnUrl, mode: this.mode });
    this.dispatchEvent(new PurchaseStartEvent(courseId, checkout));
    const address = "url" in checkout ? safeUrl(checkout.url) : undefined;
    if (address) location.assign(address);
  }

  #explain(error: unknown, courseId: string): void {
    const code = error instanceof Error && "code" in error ? String(error.code) : "internal";
    if (code === "unauthenticated") this.dispatchEvent(new SignInRequestEvent(courseId));
    else if (code !== "already_owned") this.dispatchEvent(new PurchaseErrorEvent(courseId, code));
  }

  /** The busy label takes the room that the idle one had. */
  #keepWidth(): void {
    if (this.button) this.button.style.minInlineSize = `${this.button.offsetWidth}px`;
  }

  #announcePurchase(courseId: string): void {
    this.#sawProcessing = false;
    const { store } = this.#course;
    if (!store) return;
    let courses = announced.get(store);
    if (!courses) announced.set(store, (courses = new Set()));
    if (courses.has(courseId)) return;
    courses.add(courseId);
    this.dispatchEvent(new PurchaseCompleteEvent(courseId));
  }

  readonly #retry = (): void => {
    const { store } = this.#course;
    if (store && this.courseId) store.retry(this.courseId);
  };

  override render() {
    const { snapshot } = this.#course;
    if (snapshot.status === "missing") return nothing;
    if (hasAccess(snapshot.learner)) return this.#renderOwned(snapshot.courseId);
    const { card, purchase } = snapshot;
    const unknown = card ? snapshot.learnerStatus === "loading" : snapshot.status === "loading";
    if (unknown) return html`<span class="bone" aria-busy="true"></span>`;
    if (card && !card.price) return this.#renderNote("comingSoon");
    if (purchase.phase === "processing" && purchase.late) {
      return html`<slot name="processing">${this.#renderNote("paymentLate")}</slot>`;
    }
    return this.#renderButton(this.#face(snapshot, card), purchase);
  }

  #renderOwned(courseId: string): TemplateResult {
    const href = this.#settings.courseHref(courseId);
    const elsewhere = href && href !== location.href.replace(/[?#].*/, "");
    return html`<slot name="owned">
      ${
        elsewhere
          ? html`<a class="button quiet" part="base" href=${href}>${this.#settings.text("continueCourse")}</a>`
          : this.#renderNote("ownCourse")
      }
    </slot>`;
  }

  #renderNote(key: keyof typeof buyMessages): TemplateResult {
    return html`<span class="note" part="label" role=${key === "paymentLate" ? "status" : nothing}
      >${this.#settings.text(key)}</span
    >`;
  }

  #face(snapshot: CourseSnapshot, card: CourseCard | null): Face {
    const settings = this.#settings;
    if (!card?.price) return { label: settings.text("tryAgain"), look: "quiet", press: this.#retry };
    const free = card.price.amount === 0;
    if (!isBusy(snapshot)) {
      return {
        label: html`${hasOwnContent(this) ? html`<slot></slot>` : settings.text(free ? "enrolFree" : "buyCourse")}<span
            class="hidden"
            >${settings.text("ofCourse", { title: card.title })}</span
          >`,
        price: free ? undefined : formatMoney(card.price, settings.language),
        press: this.#buy,
      };
    }
    if (/starting|leaving/.test(snapshot.purchase.phase)) {
      return { label: settings.text(free ? "enrolling" : "openingCheckout") };
    }
    return { label: html`<slot name="processing">${settings.text("confirmingPayment")}</slot>` };
  }

  /** One template for every face, so that the button keeps its focus when it becomes busy. */
  #renderButton({ label, price, look, press }: Face, purchase: PurchaseState): TemplateResult {
    const failed = purchase.phase === "failed" && purchase.code !== "unauthenticated";
    return html`<button
        class="button ${look}"
        part="base"
        type="button"
        aria-disabled=${press ? nothing : "true"}
        @click=${press}
      >
        <span part="label">${label}</span>
        ${price ? html`<span class="price" part="price">${price}</span>` : nothing}
      </button>
      <p class=${failed ? "note failed" : "hidden"} part="message" role="status">
        ${failed ? this.#settings.text(purchaseFailure(purchase.code), { price: price ?? "" }) : nothing}
      </p>`;
  }
}

/** What the button looks like at one moment. Without `press` it is busy. */
interface Face {
  label: unknown;
  price?: string | undefined;
  look?: "quiet";
  press?: () => unknown;
}

function isBusy({ purchase, learner }: CourseSnapshot): boolean {
  return /starting|leaving|processing/.test(purchase.phase) || learner?.reason === "payment_processing";
}

declare global {
  interface HTMLElementTagNameMap {
    "buy-button": BuyButtonElement;
  }
}
