import { ContextProvider } from "@lit/context";
import { render } from "lit";

import { storeContext } from "../src/data/store-context.ts";

/** Elements that speak to this store. */
export function within(store, template) {
  const box = document.createElement("div");
  box.style.display = "contents";
  new ContextProvider(box, { context: storeContext, initialValue: store });
  render(template, box);
  return box;
}
