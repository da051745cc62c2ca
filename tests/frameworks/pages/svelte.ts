import { configurePage } from "@courselet/widgets/page-settings";
import { type Component, mount } from "svelte";

import type { PageProps } from "./page-props.js";
import Shop from "./Shop.svelte";

export async function start({ apiUrl, courseIds }: PageProps): Promise<void> {
  configurePage({ apiUrl, guests: true });
  await Promise.all([
    import("@courselet/widgets/course-card/define"),
    import("@courselet/widgets/wishlist-button/define"),
    import("@courselet/widgets/progress-bar/define"),
  ]);
  mount(Shop as Component<{ courseIds: string[] }>, { target: document.body, props: { courseIds } });
}
