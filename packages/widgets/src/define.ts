import { configurePage, type PageSettings } from "./shared/page-settings.js";

/**
 * Registers every element at once: what the script tag does for a page, for a site that bundles. `prefix` begins every tag,
 * such as `acme-` for `<acme-course-card>`; a bundle has to say `apiUrl` too.
 */
export async function define(settings: Partial<PageSettings> = {}): Promise<void> {
  configurePage(settings);
  await Promise.all([
    import("./elements/course-provider/define.js"),
    import("./elements/course-card/define.js"),
    import("./elements/course-list/define.js"),
    import("./elements/chapter-player/define.js"),
    import("./elements/chapter-list/define.js"),
    import("./elements/wishlist-button/define.js"),
    import("./elements/progress-bar/define.js"),
    import("./elements/buy-button/define.js"),
  ]);
}
