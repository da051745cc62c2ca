import { define } from "../../shared/define.js";
import { BuyButtonElement } from "../buy-button/buy-button.js";
import { CourseCardElement } from "../course-card/course-card.js";
import { ProgressBarElement } from "../progress-bar/progress-bar.js";
import { WishlistButtonElement } from "../wishlist-button/wishlist-button.js";
import { CourseListElement } from "./course-list.js";

// What a list renders comes before it, and what that renders before that: see course-card/define.ts.
define("buy-button", BuyButtonElement);
define("progress-bar", ProgressBarElement);
define("wishlist-button", WishlistButtonElement);
define("course-card", CourseCardElement);
define("course-list", CourseListElement);
