import "../buy-button/define.js";
import "../progress-bar/define.js";
import { define } from "../../shared/define.js";
import { ChapterPlayerElement } from "./chapter-player.js";

define("chapter-player", ChapterPlayerElement);
