import type { ReactiveController, ReactiveElement } from "lit";

import { isLanguageTag, languageOf } from "../shared/language-of.js";
import { fillMessage, type MessageTable } from "../shared/messages.js";
import { pageSettings } from "../shared/page-settings.js";
import { safeUrl } from "../shared/safe-url.js";
import { settingsContext } from "../shared/settings-context.js";
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

  constructor(host: ReactiveElement, english: Messages) {
    this.#host = host;
    this.#english = english;
    this.#settings = new ContextConsumer(host, { context: settingsContext });
    host.addController(this);
  }

  hostUpdate(): void {
    this.#language = undefined;
  }

  /** The language in which numbers and dates are written, as a BCP 47 tag. Looked up once for each rendering. */
  get language(): string {
    const locale = this.#settings.value?.locale ?? pageSettings().locale;
    return (this.#language ??= locale && isLanguageTag(locale) ? locale : languageOf(this.#host));
  }

  /** The message of this key, filled with `values`. `messages`: a table that was loaded later than the element's own. */
  text<Table extends MessageTable = Messages>(
    key: keyof Table & string,
    values: Readonly<Record<string, string | number>> = {},
    messages: MessageTable = this.#english,
  ): string {
    const replaced = this.#settings.value?.messages?.[key];
    if (replaced !== undefined) return fillMessage(replaced, this.language, values);
    return fillMessage(messages[key] ?? "", "en", values);
  }

  /** The address of a course's page by the provider's pattern. */
  courseHref(courseId: string): string | undefined {
    const pattern = this.#settings.value?.courseUrl ?? pageSettings().courseUrl;
    return safeUrl(pattern.replace("{id}", encodeURIComponent(courseId)));
  }
}
