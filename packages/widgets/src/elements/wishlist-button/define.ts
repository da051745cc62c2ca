import { define } from "../../shared/define.js";
import { WishlistButtonElement } from "./wishlist-button.js";

define("wishlist-button", WishlistButtonElement);
