import type { AttachmentName } from "@courselet/contract/catalogue";

import type { Store } from "../../data/store.js";
import { safeUrl } from "../../shared/safe-url.js";

/**
 * Has the browser download a file, or open a link beside the page. To be called while the visitor's press lasts: a tab that
 * is opened later would be blocked. Rejects with an ApiError; its code may be the reason of a lock.
 */
export async function downloadAttachment(store: Store, { id, sizeBytes }: AttachmentName): Promise<void> {
  // A file that is kept by the server says of itself that it is to be saved: the page stays. What lies elsewhere may be a
  // page of its own, and gets a tab before anybody knows its address.
  const tab = sizeBytes === null ? window.open("", "_blank") : null;
  if (tab) tab.opener = null;
  try {
    const { attachment } = await store.learnerSide();
    const url = safeUrl((await attachment(id)).url);
    if (url) (tab?.location ?? location).assign(url);
    else tab?.close();
  } catch (error) {
    tab?.close();
    throw error;
  }
}
