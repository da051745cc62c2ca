import { define } from "../../shared/define.js";
import { CourseProviderElement } from "./course-provider.js";

define("course-provider", CourseProviderElement);
