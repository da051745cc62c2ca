import { html, LitElement, nothing } from "lit";
import { property, state } from "lit/decorators.js";

import { CourseController } from "../../controllers/course-controller.js";
import { SettingsController } from "../../controllers/settings-controller.js";
import { buttonStyles } from "../../shared/button-styles.js";
import { hostStyles } from "../../shared/host-styles.js";
import { icon } from "../../shared/icon.js";
import { wishlistButtonStyles } from "./wishlist-button.styles.js";
import { wishlistMessages } from "./wishlist-messages.js";

const heart = "M12 20.3C8 17.6 3.2 13.9 3.2 9a4.7 4.7 0 0 1 8.8-2.3A4.7 4.7 0 0 1 20.8 9c0 4.9-4.8 8.6-8.8 11.3Z";

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

  /** What was asked for and is not answered yet; shown as if it were. */
  @state() private wanted: boolean | undefined;
  /** What came of it, for the live region. */
  @state() private outcome: keyof typeof wishlistMessages | undefined;

  readonly #course = new CourseController(this, () => this.courseId);
  readonly #settings = new SettingsController(this, wishlistMessages);

  readonly #toggle = async (): Promise<void> => {
    const { store, snapshot } = this.#course;
    if (!store || this.wanted !== undefined) return;
    const wanted = !snapshot.learner?.wishlisted;
    if (store.canAct) this.wanted = wanted;
    this.outcome = undefined;
    try {
      const { toggleWishlist } = await import("./toggle-wishlist.js");
      this.outcome = await toggleWishlist(this, store, snapshot.courseId, wanted);
    } catch {
      this.outcome = "wishlistFailed";
    }
    this.wanted = undefined;
  };

  override render() {
    const { snapshot } = this.#course;
    const settings = this.#settings;
    const wished = this.wanted ?? snapshot.learner?.wishlisted ?? false;
    const title = snapshot.card?.title;
    const labelled = this.variant === "label";
    return html`
      <button
        class="${labelled ? "button quiet" : "icon"} ${wished && (this.wanted || this.outcome) ? "beat" : ""}"
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
      <span role="status" class=${this.outcome === "wishlistFailed" ? "error" : "hidden"}>
        ${this.outcome && settings.text(this.outcome)}
      </span>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wishlist-button": WishlistButtonElement;
  }
}
