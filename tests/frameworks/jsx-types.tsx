import "@courselet/widgets/types/react";

/*
 * What the compiler says of tags in JSX: `tsc -b` fails when a line below that must be refused is not.
 */
export const accepted = (
  <course-card course-id="a" layout="compact" heading-level={2} oncourse-select={({ courseId }) => courseId.length}>
    <a href="/a">A</a>
  </course-card>
);

// @ts-expect-error There is no such layout.
export const unknownLayout = <course-card layout="diagonal" />;

// @ts-expect-error The event is a CourseSelectEvent, which has no detail.
export const noDetail = <course-card oncourse-select={(event) => event.detail} />;

// @ts-expect-error There is no such element.
export const unknownTag = <course-crad course-id="a" />;
