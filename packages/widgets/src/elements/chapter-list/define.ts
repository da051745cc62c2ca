import { define } from "../../shared/define.js";
import { ChapterListElement } from "./chapter-list.js";

define("chapter-list", ChapterListElement);
