import type { AttachmentName } from "@courselet/contract/catalogue";
import type { LockReason } from "@courselet/contract/learning";
import { html, nothing, type ReactiveElement, type TemplateResult } from "lit";

import type { SettingsController } from "../../controllers/settings-controller.js";
import type { Store } from "../../data/store.js";
import { icon } from "../../shared/icon.js";
import type { MessageTable } from "../../shared/messages.js";
import { lockIcon } from "./chapter-icons.js";
import { downloadAttachment } from "./download-attachment.js";
import { fileSize, fileType } from "./file-facts.js";
import { isLockReason, lockMessages } from "./lock-messages.js";

export const downloadMessages = {
  downloads: "Downloads",
  locked: "Locked",
  downloadFailed: "The file could not be downloaded.",
  filesNotPurchased: "The downloads are part of the full course",
  filesNotEnrolled: "Enrol for free to download the files",
  filesProcessing: "Your payment is being confirmed. The downloads open here by themselves",
} as const;

/** The files that go with a course, by name, kind and size; each a press away for whoever has the course. */
export class DownloadList {
  readonly #host: ReactiveElement;
  readonly #settings: SettingsController<MessageTable>;
  #busy: string | undefined;
  #said: "downloadFailed" | LockReason | undefined;

  constructor(host: ReactiveElement, settings: SettingsController<MessageTable>) {
    this.#host = host;
    this.#settings = settings;
  }

  /** `lock`: why the files are not this learner's, as far as the page knows. */
  render(store: Store, files: readonly AttachmentName[], lock: LockReason | undefined): TemplateResult {
    // A lock that has opened is nothing to speak of any more.
    const said = lock || this.#said === "downloadFailed" ? this.#said : undefined;
    const row = (file: AttachmentName) => {
      const type = fileType(file);
      const size = fileSize(file.sizeBytes, this.#settings.language);
      return html`<li>
        <button
          class="chapter file ${lock ? "locked" : ""}"
          type="button"
          aria-disabled=${this.#busy === file.id}
          @click=${() => this.#download(store, file, lock)}
        >
          <span class="mark">${icon(lock ? lockIcon : downloadIcon)}</span>
          <span class="name"
            ><bdi>${file.name}</bdi
            >${lock ? html`<span class="hidden">, ${this.#text("locked")}</span>` : nothing}</span
          >
          <span class="time">${[type, size].filter(Boolean).join(" · ")}</span>
        </button>
      </li>`;
    };
    return html`<section class="downloads" part="attachments" aria-labelledby="downloads">
      <h3 class="heading" id="downloads">${this.#text("downloads")}</h3>
      <ul>
        ${files.map(row)}
      </ul>
      <p class="refused" role="status">${said ? this.#text(said) : nothing}</p>
    </section>`;
  }

  async #download(store: Store, file: AttachmentName, lock: LockReason | undefined): Promise<void> {
    if (this.#busy) return;
    this.#say(lock);
    if (lock) return;
    this.#busy = file.id;
    try {
      await downloadAttachment(store, file);
    } catch (error) {
      const code = error instanceof Error && "code" in error ? String(error.code) : "";
      this.#said = isLockReason(code) ? code : "downloadFailed";
    }
    this.#busy = undefined;
    this.#host.requestUpdate();
  }

  #say(said: LockReason | undefined): void {
    this.#said = said;
    this.#host.requestUpdate();
  }

  #text(key: keyof typeof downloadMessages | LockReason): string {
    const messages = { ...lockMessages, ...downloadMessages };
    return this.#settings.text<typeof messages>(
      key in OF_FILES ? OF_FILES[key as keyof typeof OF_FILES] : key,
      {},
      messages,
    );
  }
}

/** Where what is said of a locked chapter would be wrong of a file. */
const OF_FILES = {
  not_purchased: "filesNotPurchased",
  not_enrolled: "filesNotEnrolled",
  payment_processing: "filesProcessing",
} as const satisfies Partial<Record<LockReason, keyof typeof downloadMessages>>;

const downloadIcon = "M12 5v10m-4.5-4L12 15.5 16.5 11M6 19h12";
