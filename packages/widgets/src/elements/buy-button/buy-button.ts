import type { CourseCard } from "@courselet/contract/catalogue";
import { html, LitElement, nothing, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";

import { CourseController } from "../../controllers/course-controller.js";
import { SettingsController } from "../../controllers/settings-controller.js";
import type { CourseSnapshot, PurchaseState } from "../../data/course-snapshot.js";
import { buttonStyles } from "../../shared/button-styles.js";
import { formatMoney } from "../../shared/format-money.js";
import { hasAccess } from "../../shared/has-access.js";
import { hasOwnContent } from "../../shared/has-own-content.js";
import { hostStyles } from "../../shared/host-styles.js";
import { buyButtonStyles } from "./buy-button.styles.js";
import { buyMessages } from "./buy-messages.js";
import type { purchaseMessages } from "./purchase-messages.js";

/**
 * @summary Buys a course through Stripe Checkout, or takes a free one; then leads to it.
 *
 * @slot - The label, in place of "Buy course" or "Enrol for free".
 * @slot owned - Shown to whoever owns the course, in place of a link to it.
 * @slot processing - Shown while a payment is being confirmed.
 *
 * @event {BuyRequestEvent} buy-request - Pressed, before anything happens. Cancelable.
 * @event {PurchaseStartEvent} purchase-start - A checkout is open; the browser leaves for it next, or it opens here.
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
  /** `embedded`: the payment form opens in a dialog of this page. */
  @property() mode: "redirect" | "embedded" = "redirect";

  /** Where the owned course is. Without it: the provider's `course-url`. */
  @property({ attribute: false }) courseHref?: string | undefined;

  /** What is rarely said, once it was needed. */
  @state() private rare: typeof import("./purchase-messages.js") | undefined;

  @query("button") private readonly button!: HTMLButtonElement | null;

  readonly #course = new CourseController(this, () => this.courseId);
  readonly #settings = new SettingsController(this, buyMessages);
  /** A payment of this course was being confirmed while this element was on the page. */
  #sawProcessing = false;
  /** It was bought here: that it is owned now is news. */
  #isBuying = false;
  #hadFocus = false;

  override willUpdate(): void {
    this.#isBuying ||= this.#sawProcessing;
    this.#hadFocus = !!this.shadowRoot?.activeElement;
  }

  override updated(): void {
    const { store, snapshot } = this.#course;
    const { purchase, courseId } = snapshot;
    if (this.button && !isBusy(snapshot)) this.button.style.minInlineSize = "";
    // A button that has become a link.
    if (this.#hadFocus && !this.shadowRoot?.activeElement)
      this.renderRoot.querySelector<HTMLElement>(".button")?.focus();
    if (isRare(purchase) && !this.rare) void import("./purchase-messages.js").then((rare) => (this.rare = rare));
    if (purchase.phase === "processing") this.#sawProcessing = true;
    else if (this.#sawProcessing && store && hasAccess(snapshot.learner)) {
      this.#sawProcessing = false;
      void import("./purchase-course.js").then(({ announcePurchase }) => announcePurchase(this, store, courseId));
    }
  }

  readonly #buy = async (): Promise<void> => {
    const { store, snapshot } = this.#course;
    const price = snapshot.card?.price;
    if (!store || !price || isBusy(snapshot)) return;
    // The busy label takes the room that the idle one had.
    if (this.button) this.button.style.minInlineSize = `${this.button.offsetWidth}px`;
    const { courseId } = snapshot;
    const { returnUrl, mode } = this;
    this.#isBuying = true;
    // At once, for every button of this course, and whatever has to be loaded first.
    store.showPurchase(courseId, { phase: "starting" });
    try {
      const [{ purchaseCourse }, rare] = await Promise.all([
        import("./purchase-course.js"),
        import("./purchase-messages.js"),
      ]);
      this.rare = rare;
      await purchaseCourse({
        element: this,
        store,
        courseId,
        price,
        returnUrl,
        mode,
        language: this.#settings.language,
      });
    } catch {
      store.showPurchase(courseId, { phase: "failed", code: "", message: "" });
    }
    // The page or the visitor has yet to decide.
    if (store.get(courseId).purchase.phase === "starting") store.showPurchase(courseId, { phase: "idle" });
  };

  readonly #retry = (): void => {
    const { store, snapshot } = this.#course;
    store?.retry(snapshot.courseId);
  };

  override render() {
    const { snapshot } = this.#course;
    if (snapshot.status === "missing") return nothing;
    const { purchase, learner } = snapshot;
    const failed = isRare(purchase) && purchase.phase === "failed";
    // It is there before it has something to say: only then is that read out.
    return html`${this.#renderState(snapshot)}
      <p class=${failed ? "note failed" : "hidden"} part="message" role="status">
        ${failed ? this.#failure(snapshot) : this.#isBuying && hasAccess(learner) ? this.#settings.text("ownCourse") : nothing}
      </p>`;
  }

  #failure({ purchase, card }: CourseSnapshot): unknown {
    const { rare } = this;
    if (purchase.phase !== "failed" || !purchase.code) return this.#settings.text("buyFailed");
    const price = card?.price?.amount ? formatMoney(card.price, this.#settings.language) : "";
    return rare && this.#rareText(rare.purchaseFailure(purchase.code), { price });
  }

  #renderState(snapshot: CourseSnapshot): unknown {
    if (hasAccess(snapshot.learner)) return this.#renderOwned(snapshot);
    const { card, purchase } = snapshot;
    const unknown = card ? snapshot.learnerStatus === "loading" : snapshot.status === "loading";
    if (unknown) return html`<span class="bone press" aria-busy="true"></span>`;
    if (card && !card.price) return this.#renderNote("comingSoon");
    if (purchase.phase === "processing" && purchase.late) {
      return html`<slot name="processing"><p class="note" role="status">${this.#rareText("paymentLate")}</p></slot>`;
    }
    return this.#renderButton(this.#face(snapshot, card));
  }

  #renderOwned({ courseId, card, learner }: CourseSnapshot): TemplateResult {
    const href = this.courseHref ?? this.#settings.courseHref(courseId);
    const elsewhere = href && href !== location.href.replace(/[?#].*/, "");
    const done = learner?.progress.percent === 100;
    return html`<slot name="owned"
      >${
        elsewhere
          ? html`<a class="button quiet" part="base" href=${href}
              >${this.#settings.text(done ? "watchAgain" : "continueCourse")}${this.#renderTitle(card)}</a
            >`
          : this.#renderNote("ownCourse")
      }</slot
    >`;
  }

  /** Tells apart the buttons of a page for those who do not see it. */
  #renderTitle(card: CourseCard | null): TemplateResult {
    return html`<span class="hidden">${this.#settings.text("ofCourse", { title: card?.title ?? "" })}</span>`;
  }

  #renderNote(key: keyof typeof buyMessages): TemplateResult {
    return html`<span class="note" part="label">${this.#settings.text(key)}</span>`;
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
  #renderButton({ label, price = "", look, press }: Face): TemplateResult {
    return html`<button class="button ${look}" part="base" type="button" aria-disabled=${!press} @click=${press}>
      <span part="label">${label}</span>
      ${price ? html`<span class="price" part="price">${price}</span>` : nothing}
    </button>`;
  }

  #rareText(key: keyof typeof purchaseMessages, values = {}): string {
    return this.rare ? this.#settings.text(key, values, this.rare.purchaseMessages) : "";
  }
}

/** What the button looks like at one moment. Without `press` it is busy. */
interface Face {
  label: unknown;
  price?: string | undefined;
  look?: "quiet";
  press?: () => unknown;
}

/** Has the purchase come to where more has to be said than fits a button? */
function isRare(purchase: PurchaseState): boolean {
  return purchase.phase === "failed"
    ? purchase.code !== "unauthenticated"
    : purchase.phase === "processing" && purchase.late;
}

function isBusy({ purchase, learner }: CourseSnapshot): boolean {
  return /starting|leaving|processing/.test(purchase.phase) || learner?.reason === "payment_processing";
}

declare global {
  interface HTMLElementTagNameMap {
    "buy-button": BuyButtonElement;
  }
}
