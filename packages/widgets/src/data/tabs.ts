import type { LearnerCourse } from "@courselet/contract/learning";

interface Message {
  /** Whose course it is: another learner's tab takes no notice. Not a token. */
  from: string;
  learner: LearnerCourse;
}

/** Tells the other tabs of this site what the server has confirmed in this one. */
export class Tabs {
  readonly #name: string;
  readonly #who: () => string | null;
  readonly #hear: (learner: LearnerCourse) => void;
  #channel: BroadcastChannel | null = null;

  constructor(apiUrl: string, who: () => string | null, hear: (learner: LearnerCourse) => void) {
    this.#name = `courselet:${apiUrl}`;
    this.#who = who;
    this.#hear = hear;
  }

  open(): void {
    this.#channel ??= new BroadcastChannel(this.#name);
    this.#channel.onmessage = ({ data }: MessageEvent<Message>) => {
      if (data.from === this.#who()) this.#hear(data.learner);
    };
  }

  /** An open channel would keep the page out of the back/forward cache. */
  close(): void {
    this.#channel?.close();
    this.#channel = null;
  }

  tell(learner: LearnerCourse): void {
    const from = this.#who();
    if (from) this.#channel?.postMessage({ from, learner } satisfies Message);
  }
}
