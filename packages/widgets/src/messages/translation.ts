import type { purchaseMessages } from "../elements/buy-button/purchase-messages.js";
import type { embeddedMessages } from "../elements/buy-button/embedded-checkout.js";
import type { buyMessages } from "../elements/buy-button/buy-messages.js";
import type { chapterListMessages } from "../elements/chapter-list/chapter-list-messages.js";
import type { closedMessages } from "../elements/chapter-list/closed-messages.js";
import type { chapterMessages } from "../elements/chapter-player/chapter-messages.js";
import type { controlsMessages } from "../elements/chapter-player/controls/controls-messages.js";
import type { downloadMessages } from "../elements/chapter-player/download-list.js";
import type { lockedMessages } from "../elements/chapter-player/locked-stage.js";
import type { completionMessages } from "../elements/chapter-player/manual-completion.js";
import type { nextMessages } from "../elements/chapter-player/next-offer.js";
import type { failureMessages } from "../elements/chapter-player/playback-failure.js";
import type { readingMessages } from "../elements/chapter-player/reading-stage.js";
import type { courseCardMessages } from "../elements/course-card/course-card-messages.js";
import type { courseListMessages } from "../elements/course-list/course-list-messages.js";
import type { noteMessages } from "../elements/course-list/list-note-messages.js";
import type { toolbarMessages } from "../elements/course-list/list-toolbar-messages.js";
import type { progressMessages } from "../elements/progress-bar/progress-messages.js";
import type { wishlistMessages } from "../elements/wishlist-button/wishlist-messages.js";

/** All that the elements say, in English. A key that several tables have means the same in each of them. */
type English =
  | typeof buyMessages
  | typeof chapterListMessages
  | typeof chapterMessages
  | typeof closedMessages
  | typeof completionMessages
  | typeof controlsMessages
  | typeof courseCardMessages
  | typeof courseListMessages
  | typeof downloadMessages
  | typeof embeddedMessages
  | typeof failureMessages
  | typeof lockedMessages
  | typeof nextMessages
  | typeof noteMessages
  | typeof progressMessages
  | typeof purchaseMessages
  | typeof readingMessages
  | typeof toolbarMessages
  | typeof wishlistMessages;

type KeyOf<Table> = Table extends unknown ? keyof Table : never;
type MessageOf<Table, Key> = Table extends unknown ? (Key extends keyof Table ? Table[Key] : never) : never;

/** The names between braces. */
type Placeholders<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Placeholders<Rest> : never;

/** A text with every one of these names between braces, in any order. */
type Holding<Name extends string> = [Name] extends [never]
  ? string
  : (Name extends unknown ? (text: `${string}{${Name}}${string}`) => void : never) extends (text: infer All) => void
    ? All
    : never;

/** A text for each plural form. Where the form is as good as a number ("one chapter"), it need not be written. */
type Plural<Forms extends Intl.LDMLPluralRule, Name extends string> = {
  readonly [Form in Forms | "other"]: Holding<Form extends "zero" | "one" | "two" ? Exclude<Name, "count"> : Name>;
};

type Translated<Message, Forms extends Intl.LDMLPluralRule> = Message extends string
  ? // Some languages have plural forms for what is one form in English.
    | Holding<Placeholders<Message>>
    | ("count" extends Placeholders<Message> ? Plural<Forms, Placeholders<Message>> : never)
  : Message extends { readonly other: infer Other }
    ? Plural<Forms, Placeholders<Other>>
    : never;

/**
 * The messages of all elements in a language with these plural forms (`Intl.PluralRules`). That a key is missing or nobody
 * needs it, that a form is missing, or a placeholder: each is an error of the compiler, with the name of what is wrong.
 */
export type Translation<Forms extends Intl.LDMLPluralRule> = {
  readonly [Key in KeyOf<English>]: Translated<MessageOf<English, Key>, Forms>;
};
