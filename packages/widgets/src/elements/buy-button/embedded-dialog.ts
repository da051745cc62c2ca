export interface DialogWords {
  title: string;
  loading: string;
  close: string;
}

export interface PaymentDialog {
  dialog: HTMLDialogElement;
  /** Where the form is mounted. */
  place: HTMLElement;
  /** Says no longer that the form is loading. */
  ready: () => void;
}

/**
 * A dialog in the language, direction, font and colour scheme of the element that opens it. Its styles are set property by
 * property, which every security policy allows.
 */
export function createDialog(element: Element, words: DialogWords): PaymentDialog {
  const { colorScheme, direction, fontFamily } = getComputedStyle(element);
  const dialog = document.createElement("dialog");
  dialog.setAttribute("aria-label", words.title);
  dialog.dir = direction;
  Object.assign(dialog.style, {
    boxSizing: "border-box",
    inlineSize: "min(100% - 1rem, 62rem)",
    maxInlineSize: "none",
    maxBlockSize: "calc(100dvb - 1rem)",
    margin: "auto",
    padding: "0",
    border: "0",
    borderRadius: "12px",
    overflow: "auto",
    overscrollBehavior: "contain",
    colorScheme,
    background: "Canvas",
    color: "CanvasText",
    font: `16px/1.5 ${fontFamily}`,
    // Dims the page: a backdrop cannot be reached from here.
    boxShadow: "0 0 0 100vmax rgb(0 0 0 / 0.5)",
  });

  const bar = document.createElement("div");
  Object.assign(bar.style, {
    display: "flex",
    alignItems: "center",
    justifyContent: "space-between",
    position: "sticky",
    insetBlockStart: "0",
    background: "Canvas",
    paddingInlineStart: "1rem",
  });
  const title = document.createElement("strong");
  title.textContent = words.title;
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = "×";
  close.setAttribute("aria-label", words.close);
  Object.assign(close.style, {
    inlineSize: "48px",
    blockSize: "48px",
    padding: "0",
    border: "0",
    borderRadius: "12px",
    outlineOffset: "-4px",
    background: "none",
    color: "inherit",
    font: "1.5rem/1 system-ui, sans-serif",
    cursor: "pointer",
  });
  close.addEventListener("click", () => dialog.close());
  bar.append(title, close);

  const loading = document.createElement("p");
  loading.setAttribute("role", "status");
  loading.textContent = words.loading;
  Object.assign(loading.style, { margin: "0", padding: "4rem 1rem", textAlign: "center" });
  const place = document.createElement("div");
  dialog.append(bar, loading, place);
  return { dialog, place, ready: () => loading.remove() };
}
