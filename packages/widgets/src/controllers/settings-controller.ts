import type { ReactiveController, ReactiveElement } from "lit";

import { isLanguageTag, languageOf } from "../shared/language-of.js";
import { fillMessage, type MessageTable } from "../shared/messages.js";
import { pageSettings } from "../shared/page-settings.js";
import { safeUrl } from "../shared/safe-url.js";
import { settingsContext } from "../shared/settings-context.js";
import { followLanguage, unfollowLanguage, wordsOf } from "../shared/words.js";
import { ContextConsumer } from "./context-consumer.js";

/**
 * Gives an element its language, its words and the addresses of courses: from the provider around it when there is one,
 * else from the page. The element brings its own messages in English.
 */
export class SettingsController<Messages extends MessageTable> implements ReactiveController {
  readonly #host: ReactiveElement;
  readonly #english: Messages;
  readonly #settings;
  #language: string | undefined;
  /** What was last there to be spoken, and in which language its numbers are. */
  #spoken: { words: MessageTable; language: string } | undefined;

  constructor(host: ReactiveElement, english: Messages) {
    this.#host = host;
    this.#english = english;
    this.#settings = new ContextConsumer(host, { context: settingsContext });
    host.addController(this);
  }

  hostConnected(): void {
    followLanguage(this.#host);
  }

  hostDisconnected(): void {
    unfollowLanguage(this.#host);
  }

  hostUpdate(): void {
    this.#language = undefined;
    this.#findWords();
  }

  /** The language in which numbers and dates are written, as a BCP 47 tag. Looked up once for each rendering. */
  get language(): string {
    const locale = this.#settings.value?.locale ?? pageSettings().locale;
    return (this.#language ??= locale && isLanguageTag(locale) ? locale : languageOf(this.#host));
  }

  /**
   * The message of this key, filled with `values`: as the provider or the page replaces it, else in the element's language,
   * else from `english`, the element's own table or one that was loaded later. While the words are on their way it is what
   * it was, at first a space.
   */
  text<Table extends MessageTable = Messages>(
    key: keyof Table & string,
    values: Readonly<Record<string, string | number>> = {},
    english: MessageTable = this.#english,
  ): string {
    const replaced = this.#settings.value?.messages?.[key] ?? pageSettings().messages?.[key];
    if (replaced !== undefined) return fillMessage(replaced, this.language, values);
    const spoken = this.#spoken ?? this.#findWords();
    if (!spoken) return "\u00a0";
    const message = spoken.words[key];
    return message === undefined
      ? fillMessage(english[key] ?? "", "en", values)
      : fillMessage(message, spoken.language, values);
  }

  #findWords() {
    const { language } = this;
    const words = wordsOf(language);
    return words ? (this.#spoken = { words, language }) : this.#spoken;
  }

  /** The address of a course's page by the provider's pattern. */
  courseHref(courseId: string): string | undefined {
    const pattern = this.#settings.value?.courseUrl ?? pageSettings().courseUrl;
    return safeUrl(pattern.replace("{id}", encodeURIComponent(courseId)));
  }
}
