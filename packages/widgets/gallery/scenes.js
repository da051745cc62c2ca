import { buttonScenes } from "./button-scenes.js";
import { cardScenes } from "./card-scenes.js";
import { listScenes } from "./list-scenes.js";
import { pageScenes } from "./page-scenes.js";
import { playerScenes } from "./player-scenes.js";

/** All that the gallery shows, by name. */
export const scenes = { ...cardScenes, ...buttonScenes, ...listScenes, ...playerScenes, ...pageScenes };
