import { configurePage } from "@courselet/widgets/page-settings";
import "@courselet/widgets/types/react";
import { useState } from "react";
import { createRoot } from "react-dom/client";

import type { PageProps } from "./page-props.js";

/** Plain tags, as React 19 takes them: properties where the element has them, listeners by `on` and the event's name. */
function Shop({ courseIds }: PageProps) {
  const [order, setOrder] = useState(courseIds);
  const [layout, setLayout] = useState<"vertical" | "compact">("vertical");
  const [pressed, setPressed] = useState(0);
  const [value, setValue] = useState(1);
  return (
    <main data-layout={layout}>
      <button onClick={() => setOrder((before) => before.toReversed())}>Turn around</button>
      <button onClick={() => setOrder((before) => before.slice(1))}>Drop the first</button>
      <button onClick={() => setOrder(courseIds)}>All</button>
      <button onClick={() => setLayout("compact")}>Compact</button>
      <button onClick={() => setValue((before) => before + 1)}>Advance</button>
      <output>{pressed}</output>
      <progress-bar value={value} max={4} label="Steps" />
      {order.map((courseId) => (
        <section key={courseId}>
          <course-card courseId={courseId} layout={layout} headingLevel={2}>
            <a href={`/courses/${courseId}`}>A course</a>
          </course-card>
          <wishlist-button
            courseId={courseId}
            variant="label"
            onwishlist-request={() => setPressed((before) => before + 1)}
          />
        </section>
      ))}
    </main>
  );
}

export async function start({ apiUrl, courseIds }: PageProps): Promise<void> {
  configurePage({ apiUrl, guests: true });
  await Promise.all([
    import("@courselet/widgets/course-card/define"),
    import("@courselet/widgets/wishlist-button/define"),
    import("@courselet/widgets/progress-bar/define"),
  ]);
  const root = document.createElement("div");
  document.body.append(root);
  createRoot(root).render(<Shop apiUrl={apiUrl} courseIds={courseIds} />);
}
