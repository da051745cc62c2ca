import { tagName } from "../../shared/define.js";
import type { ChapterPlayerElement } from "../chapter-player/chapter-player.js";

/**
 * Shows a chapter in the players of its course, those of the document and of the root that the list is in. The one that has
 * played goes on playing.
 */
export function leadPlayers(list: Element, courseId: string, chapterId: string, started?: EventTarget): void {
  const name = tagName("chapter-player");
  const root = list.getRootNode() as Document | ShadowRoot;
  const players = new Set([...document.querySelectorAll(name), ...root.querySelectorAll(name)]);
  for (const player of players as Set<ChapterPlayerElement>) {
    if (player.courseId?.trim().toLowerCase() !== courseId) continue;
    // Emptied first: a player may have gone on from the chapter that it was given before.
    player.chapterId = "";
    player.chapterId = chapterId;
    if (player === started) void player.updateComplete.then(() => player.play());
  }
}
