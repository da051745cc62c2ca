import { ContextProvider } from "@lit/context";
import { html, LitElement, type PropertyValues } from "lit";
import { property } from "lit/decorators.js";

import { ContextConsumer } from "../../controllers/context-consumer.js";
import type { CourseStore } from "../../data/course-store.js";
import { storeFor } from "../../data/page-store.js";
import type { GetToken } from "../../data/session.js";
import { storeContext } from "../../data/store-context.js";
import type { MessageTable } from "../../shared/messages.js";
import { pageSettings } from "../../shared/page-settings.js";
import { settingsContext, type Settings } from "../../shared/settings-context.js";
import { courseProviderStyles } from "./course-provider.styles.js";

/**
 * @summary Says for everything inside it which API to speak to, who the visitor is, and in what language and colours.
 * Providers nest: what an inner one does not say, the outer one does.
 *
 * @slot - The part of the page that it serves.
 *
 * @event {SignInRequestEvent} sign-in-request - An element inside needs the visitor to sign in first.
 * @event {CourseErrorEvent} course-error - An element inside could not load or save something.
 */
export class CourseProviderElement extends LitElement {
  static override readonly styles = courseProviderStyles;

  /** Origin of the API. Without it: that of the provider around, else of the page. */
  @property({ attribute: "api-url" }) apiUrl?: string;
  /** Visitors without an account may act, as guests. */
  @property({ type: Boolean }) guests = false;
  /** Language of words and numbers, as a BCP 47 tag; goes before the page's `lang`. */
  @property() locale?: string;
  /** Messages that replace the built-in ones of the same key. */
  @property({ attribute: false }) messages?: MessageTable;
  /**
   * `light` and `dark` decide the colours inside, `auto` leaves that to the page's own `color-scheme`. `inherit` derives the
   * tokens from the page's background, text, links and buttons, and keeps them readable.
   */
  @property({ reflect: true }) theme?: "light" | "dark" | "auto" | "inherit";
  /** The address of a course's page, with `{id}` in the place of its id. */
  @property({ attribute: "course-url" }) courseUrl?: string;
  /**
   * Resolves with a JWT that the host site signed for its user, or with null when nobody is signed in. Setting it signs the
   * visitor in; setting null signs them out.
   */
  @property({ attribute: false }) getToken?: GetToken | null;

  readonly #outerStore = new ContextConsumer(this, {
    context: storeContext,
    callback: () => this.#provide(),
  });
  readonly #outerSettings = new ContextConsumer(this, {
    context: settingsContext,
    callback: () => this.#provide(),
  });
  readonly #store: ContextProvider<typeof storeContext, this>;
  readonly #settings: ContextProvider<typeof settingsContext, this>;

  #endInheriting: (() => void) | undefined;

  constructor() {
    super();
    // Between asking the provider around this one and answering the elements inside: controllers run in this order.
    this.addController({
      hostConnected: () => {
        this.#provide();
        void this.#followTheme();
      },
      hostUpdated: () => void this.#followTheme(),
      // Moved elements are told of both at once, when they are connected again.
      hostDisconnected: () => this.#stopInheriting(),
    });
    this.#store = new ContextProvider(this, { context: storeContext });
    this.#settings = new ContextProvider(this, { context: settingsContext });
  }

  override willUpdate(changed: PropertyValues<this>): void {
    this.#provide();
    if (changed.has("getToken") && this.getToken !== undefined) this.#store.value.setGetToken(this.getToken);
  }

  #provide(): void {
    const store = this.#ownStore();
    if (store !== this.#store.value) this.#store.setValue(store);
    const outer = this.#outerSettings.value;
    const settings: Settings = {
      locale: this.locale ?? outer?.locale,
      messages: outer?.messages || this.messages ? { ...outer?.messages, ...this.messages } : undefined,
      courseUrl: this.courseUrl ?? outer?.courseUrl,
    };
    if (JSON.stringify(settings) !== JSON.stringify(this.#settings.value)) this.#settings.setValue(settings);
  }

  async #followTheme(): Promise<void> {
    const inherits = () => this.isConnected && this.theme === "inherit";
    if (inherits()) {
      const { inheritTheme } = await import("./theme/inherit-theme.js");
      if (inherits()) this.#endInheriting ??= inheritTheme(this);
    } else this.#stopInheriting();
  }

  #stopInheriting(): void {
    this.#endInheriting?.();
    this.#endInheriting = undefined;
  }

  #ownStore(): CourseStore {
    const outer = this.#outerStore.value;
    if (!this.apiUrl && outer) return outer;
    const page = pageSettings();
    const apiUrl = this.apiUrl ? new URL(this.apiUrl, document.baseURI).href : page.apiUrl;
    return storeFor({ apiUrl, guests: this.guests || (!this.apiUrl && page.guests) });
  }

  override render() {
    return html`<slot></slot>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "course-provider": CourseProviderElement;
  }
}
