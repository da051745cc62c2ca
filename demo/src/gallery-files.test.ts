import { expect, it } from "vitest";

import { galleryFile } from "./gallery-files.js";

it("serves nothing from outside of the gallery, and nothing of another kind", () => {
  for (const name of ["../web/courselet.js", "..%2fweb/courselet.js", "../../package.json", "gallery.html", ""])
    expect(galleryFile(name, undefined)).toBeNull();
});
