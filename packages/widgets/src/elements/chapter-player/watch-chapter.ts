import type { LitElement } from "lit";

import { type Media, MediaController } from "../../controllers/media-controller.js";
import type { SettingsController } from "../../controllers/settings-controller.js";
import type { MessageTable } from "../../shared/messages.js";
import { pageConsent } from "../../shared/page-consent.js";
import { safeUrl } from "../../shared/safe-url.js";
import { showControls } from "./controls/show-controls.js";
import { keepPlaying } from "./keep-playing.js";
import { createMedia } from "./media/create-media.js";
import { isMixedContent, MediaFailure } from "./playback-failure.js";
import { takePlayback } from "./prepare-playback.js";
import { type ChapterPlace, reportChapter } from "./report-chapter.js";
import { stopAfterTaste } from "./stop-after-taste.js";
import { ChapterStartEvent } from "./watching-events.js";

export interface WatchOptions extends ChapterPlace {
  element: LitElement;
  settings: SettingsController<MessageTable>;
  title: string;
  /** What goes to the chapter before or after; undefined where there is none. */
  previous: () => (() => void) | undefined;
  next: () => (() => void) | undefined;
  /** The chapter is locked: only its first seconds are asked for. */
  taste: boolean;
  /** Where to begin, in place of where the learner stopped. */
  startSeconds: number | undefined;
  /** `ended`, or the percent that has to be played. */
  completion: () => string;
  onStart: () => void;
  onEnd: () => void;
  /** A taste is over, at this second. */
  onTasted: (seconds: number) => void;
  /** The video stopped for want of a network; false: it goes on. */
  onWait: (isWaiting: boolean) => void;
  onError: (error: unknown) => void;
}

/** A chapter that is being watched. */
export interface Watching {
  readonly media: Media;
  /** What goes into the stage. */
  readonly view: HTMLElement;
  /** Begins to play; resolves when it does, or when the visitor has to press play once more. */
  play(): Promise<void>;
  /** The chapter was bought while its taste plays: on it goes. */
  unlock(): void;
  /** After a failure for want of a network: tries again now. */
  retry(): void;
  /** Lets go of the video, with a last report. */
  close(): void;
}

/** Makes the video of a chapter and follows it. Rejects with the store's error; its code may be the reason of a lock. */
export async function watchChapter(options: WatchOptions): Promise<Watching> {
  const { element, store, courseId, chapterId, title, completion, onEnd, onError } = options;
  const playback = await takePlayback(store, chapterId, options.taste);
  if (playback.kind === "file" && isMixedContent(playback.url)) throw new MediaFailure("mixed_content");
  const measured = () => pageConsent() === "all";
  const created = await createMedia(playback, { title, measured });
  const { media } = created;

  /** What was tasted is not progress; the server would refuse it. */
  let isTaste = playback.tasteSeconds !== null;
  const taste = stopAfterTaste(media, playback.tasteSeconds, options.onTasted);
  const keeper = keepPlaying({
    media,
    playback,
    ask: () => store.playback(chapterId, { taste: isTaste }),
    load: created.load,
    onWait: options.onWait,
    onFailed: onError,
  });

  const controls = showControls({
    created,
    root: element.renderRoot as ShadowRoot,
    store,
    settings: options.settings,
    about: () => {
      const { card } = store.get(courseId);
      return { title, course: card?.title ?? "", imageUrl: safeUrl(card?.imageUrl) };
    },
    previous: options.previous,
    next: options.next,
  });

  const start = options.startSeconds ?? playback.positionSeconds;
  const controller = new MediaController(element, media, start, {
    completion: () => (completion() === "ended" ? "ended" : Number(completion())),
    onStart: () => {
      options.onStart();
      element.dispatchEvent(new ChapterStartEvent(courseId, chapterId));
    },
    onReport: (report) => {
      if (!isTaste) reportChapter(options, report, controller.watchedShare);
    },
    onEnd: () => (isTaste ? taste.end() : onEnd()),
    onError: () => {},
  });
  return {
    media,
    view: created.view,
    play: async () => {
      // A browser that wants another press before it plays with sound: the video is there, with its own controls. All else
      // that stops a video comes as an error event.
      await media.play().catch((error: unknown) => {
        if (error instanceof DOMException && error.name === "NotAllowedError") options.onStart();
      });
      media.focus();
    },
    unlock: () => {
      if (!isTaste) return;
      isTaste = false;
      taste.lift();
      keeper.renew();
    },
    retry: () => keeper.renew(),
    close: () => {
      controller.close();
      taste.lift();
      keeper.close();
      controls.close();
      created.close();
    },
  };
}
