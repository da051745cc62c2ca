import type { LitElement } from "lit";

import { type Media, MediaController } from "../../controllers/media-controller.js";
import { createMedia } from "./create-media.js";
import { takePlayback } from "./prepare-playback.js";
import { type ChapterPlace, reportChapter } from "./report-chapter.js";
import { ChapterStartEvent } from "./watching-events.js";

export interface WatchOptions extends ChapterPlace {
  element: LitElement;
  title: string;
  /** `ended`, or the percent that has to be played. */
  completion: () => string;
  onStart: () => void;
  onEnd: () => void;
  onError: (error: unknown) => void;
}

/** A chapter that is being watched. */
export interface Watching {
  readonly media: Media;
  /** Begins to play; resolves when it does, or when the visitor has to press play once more. */
  play(): Promise<void>;
  /** Lets go of the video, with a last report. */
  close(): void;
}

/** Makes the video of a chapter and follows it. Rejects with the store's error; its code may be the reason of a lock. */
export async function watchChapter(options: WatchOptions): Promise<Watching> {
  const { element, store, chapterId, title, completion, onStart, onEnd, onError } = options;
  let playback = await takePlayback(store, chapterId);
  const { media, load } = await createMedia(playback, title);

  /** An address that expired, as while the computer slept, is replaced, once for each time it has played. */
  let renewed = false;
  const recover = async (): Promise<void> => {
    if (renewed || Date.now() < Date.parse(playback.expiresAt)) return onError(new Error("The video stopped."));
    renewed = true;
    const { currentTime } = media;
    try {
      load((playback = await store.playback(chapterId)));
      media.addEventListener("loadedmetadata", () => (media.currentTime = currentTime), { once: true });
      await media.play().catch(() => {});
    } catch (error) {
      onError(error);
    }
  };

  const controller = new MediaController(element, media, playback.positionSeconds, {
    completion: () => (completion() === "ended" ? "ended" : Number(completion())),
    onStart: () => {
      onStart();
      element.dispatchEvent(new ChapterStartEvent(options.courseId, chapterId));
    },
    onReport: (report) => {
      renewed = false;
      reportChapter(options, report, controller.watchedShare);
    },
    onEnd,
    onError: () => void recover(),
  });
  return {
    media,
    play: async () => {
      // A browser that wants another press before it plays with sound: the video is there, with its own controls. All else
      // that stops a video comes as an error event.
      await media.play().catch((error: unknown) => {
        if (error instanceof DOMException && error.name === "NotAllowedError") onStart();
      });
      media.focus();
    },
    close: () => controller.close(),
  };
}
