import { html, LitElement, nothing } from "lit";
import { property, state } from "lit/decorators.js";

import { CourseController } from "../../controllers/course-controller.js";
import { SettingsController } from "../../controllers/settings-controller.js";
import { buttonStyles } from "../../shared/button-styles.js";
import { hostStyles } from "../../shared/host-styles.js";
import { icon } from "../../shared/icon.js";
import { SignInRequestEvent } from "../../shared/sign-in-request-event.js";
import { WishlistChangeEvent, WishlistRequestEvent } from "./wishlist-events.js";
import { wishlistButtonStyles } from "./wishlist-button.styles.js";

const heart = "M12 20.3C8 17.6 3.2 13.9 3.2 9a4.7 4.7 0 0 1 8.8-2.3A4.7 4.7 0 0 1 20.8 9c0 4.9-4.8 8.6-8.8 11.3Z";

const english = {
  wishlist: "Wishlist",
  wishlistOf: "Wishlist: {title}",
  addToWishlist: "Add to wishlist",
  onWishlist: "On your wishlist",
  wishlistAdded: "Added to your wishlist",
  wishlistRemoved: "Removed from your wishlist",
  wishlistFailed: "That was not saved. Please try again.",
} as const;

/**
 * @summary Puts a course on the learner's wishlist and takes it off again, at once.
 *
 * @slot wish - Label while the course is not on the wishlist (`variant="label"`).
 * @slot wished - Label while it is.
 *
 * @event {WishlistRequestEvent} wishlist-request - Asked for a change, before it. Cancelable.
 * @event {WishlistChangeEvent} wishlist-change - The change is kept by the server.
 * @event {SignInRequestEvent} sign-in-request - Pressed by somebody who has to sign in first.
 *
 * @csspart base - The button.
 * @csspart icon - The heart.
 * @csspart label - The words, with `variant="label"`.
 */
export class WishlistButtonElement extends LitElement {
  static override readonly styles = [hostStyles, buttonStyles, wishlistButtonStyles];
  static override readonly shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true };

  @property({ attribute: "course-id" }) courseId?: string;
  @property() variant: "icon" | "label" = "icon";

  /** What was done last, for the live region. */
  @state() private outcome: "added" | "removed" | "failed" | undefined;

  /** Pressed since it was shown: only then does the heart move. */
  @state() private pressed = false;

  readonly #course = new CourseController(this, () => this.courseId);
  readonly #settings = new SettingsController(this, english);

  readonly #toggle = async (): Promise<void> => {
    const { store, snapshot } = this.#course;
    const courseId = this.courseId;
    if (!store || !courseId || snapshot.wishlistBusy) return;
    if (!store.canAct) {
      this.dispatchEvent(new SignInRequestEvent(courseId));
      return;
    }
    const wishlisted = !snapshot.learner?.wishlisted;
    if (!this.dispatchEvent(new WishlistRequestEvent(courseId, wishlisted))) return;
    this.pressed = true;
    this.outcome = undefined;
    try {
      await store.setWishlisted(courseId, wishlisted);
      this.outcome = wishlisted ? "added" : "removed";
      this.dispatchEvent(new WishlistChangeEvent(courseId, wishlisted));
    } catch {
      this.outcome = "failed";
    }
  };

  override render() {
    const { snapshot } = this.#course;
    const settings = this.#settings;
    const wished = snapshot.learner?.wishlisted ?? false;
    const title = snapshot.card?.title;
    const labelled = this.variant === "label";
    return html`
      <button
        class="${labelled ? "button quiet" : "icon"} ${this.pressed && wished ? "beat" : ""}"
        part="base"
        type="button"
        aria-pressed=${wished}
        aria-label=${labelled ? nothing : title ? settings.text("wishlistOf", { title }) : settings.text("wishlist")}
        @click=${this.#toggle}
      >
        <span class="heart" part="icon">${icon(heart)}</span>
        ${
          labelled
            ? html`<span part="label">
                ${
                  wished
                    ? html`<slot name="wished">${settings.text("onWishlist")}</slot>`
                    : html`<slot name="wish">${settings.text("addToWishlist")}</slot>`
                }
              </span>`
            : nothing
        }
      </button>
      <span role="status" class=${this.outcome === "failed" ? "error" : "hidden"}>${this.#announcement()}</span>
    `;
  }

  #announcement(): string {
    switch (this.outcome) {
      case "added":
        return this.#settings.text("wishlistAdded");
      case "removed":
        return this.#settings.text("wishlistRemoved");
      case "failed":
        return this.#settings.text("wishlistFailed");
      default:
        return "";
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wishlist-button": WishlistButtonElement;
  }
}
