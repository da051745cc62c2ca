import { configurePage } from "@courselet/widgets/page-settings";
import { createApp, ref } from "vue";

import type { PageProps } from "./page-props.js";

/** A template that Vue compiles in the browser; `isCustomElement` is what its documentation asks for. */
const template = `<main :data-layout="layout">
  <button @click="order = [...order].reverse()">Turn around</button>
  <button @click="order = order.slice(1)">Drop the first</button>
  <button @click="order = courseIds">All</button>
  <button @click="layout = 'compact'">Compact</button>
  <button @click="value++">Advance</button>
  <output>{{ pressed }}</output>
  <progress-bar :value="value" :max="4" label="Steps"></progress-bar>
  <section v-for="courseId in order" :key="courseId">
    <course-card :course-id="courseId" :layout="layout" :heading-level="2">
      <a :href="'/courses/' + courseId">A course</a>
    </course-card>
    <wishlist-button :course-id="courseId" variant="label" @wishlist-request="pressed++"></wishlist-button>
  </section>
</main>`;

export async function start({ apiUrl, courseIds }: PageProps): Promise<void> {
  configurePage({ apiUrl, guests: true });
  await Promise.all([
    import("@courselet/widgets/course-card/define"),
    import("@courselet/widgets/wishlist-button/define"),
    import("@courselet/widgets/progress-bar/define"),
  ]);
  const app = createApp({
    template,
    setup: () => ({ courseIds, order: ref(courseIds), layout: ref("vertical"), value: ref(1), pressed: ref(0) }),
  });
  app.config.compilerOptions.isCustomElement = (tag) => tag.includes("-");
  const root = document.createElement("div");
  document.body.append(root);
  app.mount(root);
}
