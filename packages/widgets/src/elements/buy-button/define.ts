import { define } from "../../shared/define.js";
import { BuyButtonElement } from "./buy-button.js";

define("buy-button", BuyButtonElement);
