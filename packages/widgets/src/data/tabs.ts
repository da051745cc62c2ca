import type { LearnerCourse } from "@courselet/contract/learning";

import type { LearnerRecords } from "./learner-records.js";
import type { Session } from "./session.js";

interface Message {
  /** Whose course it is: another learner's tab takes no notice. Not a token. */
  from: string;
  learner: LearnerCourse;
}

/** Shows in every tab of this site what the server has confirmed in any of them. */
export function joinTabs(name: string, session: Session, learners: LearnerRecords): void {
  let channel: BroadcastChannel;
  const open = (): void => {
    channel = new BroadcastChannel(name);
    channel.onmessage = ({ data }: MessageEvent<Message>) => {
      if (data.from === session.learner) learners.answer(data.learner);
    };
  };
  open();
  learners.onConfirm = (learner) => {
    const from = session.learner;
    if (from) channel.postMessage({ from, learner } satisfies Message);
  };
  // An open channel would keep the page out of the back/forward cache.
  addEventListener("pagehide", () => channel.close());
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) open();
  });
}
