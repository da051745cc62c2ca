import { languageShots } from "./language-shots.mjs";
import { listShots } from "./list-shots.mjs";

const light = (scene, changes = {}) => ({ name: `${scene}-light`, scene, width: 1040, ...changes });
const dark = (scene, changes = {}) => ({ name: `${scene}-dark`, scene, width: 1040, scheme: "dark", ...changes });
const narrow = (scene, changes = {}) => ({ name: `${scene}-280`, scene, width: 304, ...changes });

/**
 * The pictures. `compared: false`: its letters are those that a machine happens to have, Arabic or Japanese, so it is there to be
 * looked at alone. `quick`: compared in every run of the tests.
 */
export const shots = [
  light("cards", { quick: true }),
  dark("cards"),
  narrow("cards"),
  { name: "cards-wide", scene: "cards", width: 1720 },
  { name: "cards-forced-colors", scene: "cards", width: 1040, forcedColors: "active" },
  { name: "cards-200-percent", scene: "cards", width: 1040, zoom: 2 },
  light("rtl", { quick: true }),
  light("arabic", { compared: false }),
  light("languages", { compared: false }),
  narrow("languages", { compared: false }),
  light("german"),
  narrow("german"),
  light("layouts"),
  dark("layouts", { quick: true }),
  narrow("layouts"),
  light("buttons"),
  dark("buttons"),
  narrow("buttons", { quick: true }),
  light("hearts"),
  light("bars"),
  { name: "bars-forced-colors", scene: "bars", width: 700, forcedColors: "active" },
  light("player"),
  dark("player"),
  narrow("player"),
  { name: "player-forced-colors", scene: "player", width: 1040, forcedColors: "active" },
  { name: "player-200-percent", scene: "player", width: 1040, zoom: 2 },
  light("player-rtl"),
  light("player-arabic", { compared: false }),
  light("player-chapters"),
  light("playing"),
  narrow("playing"),
  light("countdown"),
  narrow("countdown"),
  light("locked"),
  dark("locked"),
  narrow("locked"),
  light("taste"),
  narrow("taste"),
  light("design-system"),
  light("inherit", { quick: true }),
  narrow("inherit"),
  // Catalogues have courses in every script.
  ...listShots.map((shot) =>
    /arabic|^course-list(-own|-failed-more)?$/.test(shot.scene) ? { ...shot, compared: false } : shot,
  ),
  ...languageShots,
];
