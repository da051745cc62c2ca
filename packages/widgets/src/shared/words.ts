import type { ReactiveElement } from "lit";

import type { MessageTable } from "./messages.js";
import { pageSettings } from "./page-settings.js";

/** The languages that come with the library, by their first subtag. */
const modules: Readonly<Record<string, () => Promise<{ messages: MessageTable }>>> = {
  ar: () => import("../messages/ar.js"),
  de: () => import("../messages/de.js"),
  es: () => import("../messages/es.js"),
  fr: () => import("../messages/fr.js"),
  ja: () => import("../messages/ja.js"),
  pt: () => import("../messages/pt.js"),
};

/** For so many milliseconds nothing is drawn for want of its words. What has none by then speaks English until they come. */
const PATIENCE_MS = 1000;

/** What is known of a language's words: undefined while they are on their way, empty where there are none. */
const tables = new Map<string, MessageTable | undefined>();
const readers = new Set<ReactiveElement>();

let waiting: Promise<unknown> | undefined;
let observer: MutationObserver | undefined;

/** Resolves when no more words are on their way; undefined when none are. */
export const wordsOnTheirWay = (): Promise<unknown> | undefined => waiting;

/**
 * The words of a language, or of the one that it is a kind of ("de" for "de-AT"). Where there are none it is an empty table,
 * and English is spoken. Undefined while they are on their way: who follows the language updates when they are there.
 */
export function wordsOf(language: string): MessageTable | undefined {
  const { languages } = pageSettings();
  const code = language.toLowerCase().split("-", 1).join();
  const own = languages?.[language] ?? languages?.[code];
  if (own) return own;
  const load = modules[code];
  if (!load) return {};
  if (!tables.has(code)) void fetchWords(code, load);
  return tables.get(code);
}

async function fetchWords(code: string, load: () => Promise<{ messages: MessageTable }>): Promise<void> {
  tables.set(code, undefined);
  const loaded = load().then(
    ({ messages }) => tables.set(code, messages),
    () => {},
  );
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  const mine = (waiting = Promise.all([waiting, Promise.race([loaded, patience])]));
  await mine;
  if (waiting === mine) waiting = undefined;
  if (!tables.get(code)) tables.set(code, {});
  updateReaders();
  await loaded;
  updateReaders();
}

const updateReaders = (): void => readers.forEach((reader) => reader.requestUpdate());

/** Updates this element whenever a `lang` attribute changes, on itself or around it, through any shadow roots. */
export function followLanguage(reader: ReactiveElement): void {
  readers.add(reader);
  observer ??= new MutationObserver(updateReaders);
  // To observe again what is observed already changes nothing.
  for (let root: Node = reader.getRootNode(); ; root = root.host.getRootNode()) {
    observer.observe(root, { attributeFilter: ["lang"], subtree: true });
    if (!(root instanceof ShadowRoot)) return;
  }
}

export const unfollowLanguage = (reader: ReactiveElement): unknown => readers.delete(reader);
