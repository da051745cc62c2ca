import "../buy-button/define.js";
import "../progress-bar/define.js";
import "../wishlist-button/define.js";
import { define } from "../../shared/define.js";
import { CourseCardElement } from "./course-card.js";

define("course-card", CourseCardElement);
