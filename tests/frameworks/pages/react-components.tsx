import { configurePage } from "@courselet/widgets/page-settings";
import { useState } from "react";
import { createRoot } from "react-dom/client";

import type { PageProps } from "./page-props.js";

/** The generated components. Their code registers the tags, so the page is configured before it is loaded. */
export async function start({ apiUrl, courseIds }: PageProps): Promise<void> {
  configurePage({ apiUrl, guests: true });
  const [{ CourseCard }, { WishlistButton }, { ProgressBar }] = await Promise.all([
    import("@courselet/widgets/react/course-card"),
    import("@courselet/widgets/react/wishlist-button"),
    import("@courselet/widgets/react/progress-bar"),
  ]);

  function Shop() {
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
        <ProgressBar value={value} max={4} label="Steps" />
        {order.map((courseId) => (
          <section key={courseId}>
            <CourseCard courseId={courseId} layout={layout} headingLevel={2}>
              <a href={`/courses/${courseId}`}>A course</a>
            </CourseCard>
            <WishlistButton
              courseId={courseId}
              variant="label"
              onWishlistRequest={() => setPressed((before) => before + 1)}
            />
          </section>
        ))}
      </main>
    );
  }

  const root = document.createElement("div");
  document.body.append(root);
  createRoot(root).render(<Shop />);
}
