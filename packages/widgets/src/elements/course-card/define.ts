import { define } from "../../shared/define.js";
import { BuyButtonElement } from "../buy-button/buy-button.js";
import { ProgressBarElement } from "../progress-bar/progress-bar.js";
import { WishlistButtonElement } from "../wishlist-button/wishlist-button.js";
import { CourseCardElement } from "./course-card.js";

// What a card renders comes before it. Not by way of their own define.ts: each would be one more file for the page to load.
define("buy-button", BuyButtonElement);
define("progress-bar", ProgressBarElement);
define("wishlist-button", WishlistButtonElement);
define("course-card", CourseCardElement);
