import { define } from "../../shared/define.js";
import { BuyButtonElement } from "../buy-button/buy-button.js";
import { ProgressBarElement } from "../progress-bar/progress-bar.js";
import { ChapterPlayerElement } from "./chapter-player.js";

// What a player renders comes before it. Not by way of their own define.ts: each would be one more file for the page to load.
define("buy-button", BuyButtonElement);
define("progress-bar", ProgressBarElement);
define("chapter-player", ChapterPlayerElement);
