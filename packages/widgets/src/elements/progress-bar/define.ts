import { define } from "../../shared/define.js";
import { ProgressBarElement } from "./progress-bar.js";

define("progress-bar", ProgressBarElement);
