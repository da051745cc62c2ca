import type { Context } from "@lit/context";

import type { MessageTable } from "./messages.js";

/** What a `<course-provider>` says to the elements inside it about how to speak and where to link. */
export interface Settings {
  /** A BCP 47 language tag that goes before the `lang` of the page. */
  readonly locale?: string | undefined;
  /** Messages that replace the built-in ones of the same key. */
  readonly messages?: MessageTable | undefined;
  /** The address of a course's page, with `{id}` in the place of its id. */
  readonly courseUrl?: string | undefined;
}

/** Says what `createContext` would, without bringing all of @lit/context into every page. */
export const settingsContext = "courselet-settings" as string & Context<string, Settings>;
