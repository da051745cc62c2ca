// Compiles templates in the browser, where a site's own build would have done so.
import "@angular/compiler";

import { Component, CUSTOM_ELEMENTS_SCHEMA, provideZonelessChangeDetection, signal } from "@angular/core";
import { bootstrapApplication } from "@angular/platform-browser";
import { configurePage } from "@courselet/widgets/page-settings";

import type { PageProps } from "./page-props.js";

const template = `<main [attr.data-layout]="layout()">
  <button (click)="order.set([...order()].reverse())">Turn around</button>
  <button (click)="order.set(order().slice(1))">Drop the first</button>
  <button (click)="order.set(courseIds)">All</button>
  <button (click)="layout.set('compact')">Compact</button>
  <button (click)="value.set(value() + 1)">Advance</button>
  <output>{{ pressed() }}</output>
  <progress-bar [value]="value()" [max]="4" label="Steps"></progress-bar>
  @for (courseId of order(); track courseId) {
    <section>
      <course-card [courseId]="courseId" [layout]="layout()" [headingLevel]="2">
        <a [href]="'/courses/' + courseId">A course</a>
      </course-card>
      <wishlist-button [courseId]="courseId" variant="label" (wishlist-request)="pressed.set(pressed() + 1)">
      </wishlist-button>
    </section>
  }
</main>`;

export async function start({ apiUrl, courseIds }: PageProps): Promise<void> {
  configurePage({ apiUrl, guests: true });
  await Promise.all([
    import("@courselet/widgets/course-card/define"),
    import("@courselet/widgets/wishlist-button/define"),
    import("@courselet/widgets/progress-bar/define"),
  ]);
  const describe = Component({ selector: "app-shop", template, schemas: [CUSTOM_ELEMENTS_SCHEMA] });
  const Shop = describe(
    class {
      readonly courseIds = courseIds;
      readonly order = signal(courseIds);
      readonly layout = signal("vertical");
      readonly value = signal(1);
      readonly pressed = signal(0);
    },
  ) as Parameters<typeof bootstrapApplication>[0];
  document.body.append(document.createElement("app-shop"));
  await bootstrapApplication(Shop, { providers: [provideZonelessChangeDetection()] });
}
