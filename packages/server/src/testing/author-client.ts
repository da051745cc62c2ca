import type { AuthorChapter, AuthorCourse } from "@courselet/contract/authoring";
import type { ErrorBody } from "@courselet/contract/errors";

import type { TestApp, TestLearner } from "./create-test-app.js";

export interface Answer<T> {
  status: number;
  body: T & Partial<ErrorBody>;
}

/** Speaks to the author API as somebody. */
export interface AuthorClient {
  send<T = AuthorCourse>(method: string, path: string, json?: unknown): Promise<Answer<T>>;
  /** A draft with nothing but what is given. */
  draft(input?: Record<string, unknown>): Promise<AuthorCourse>;
  /** Adds a chapter, with a link as its video. */
  chapter(courseId: string, input?: Record<string, unknown>): Promise<AuthorChapter>;
  course(courseId: string): Promise<AuthorCourse>;
  /** A published course with two published chapters, and a draft behind them. */
  published(): Promise<AuthorCourse>;
}

export const VIDEO_LINK = "https://videos.example/one.mp4";

export function authorClient(test: TestApp, { headers }: Pick<TestLearner, "headers">): AuthorClient {
  const client: AuthorClient = {
    async send<T>(method: string, path: string, json?: unknown) {
      const init = { method, headers, ...(json === undefined ? {} : { json }) };
      const response = await test.request(`/v1/author/${path}`, init);
      const text = await response.text();
      return { status: response.status, body: (text === "" ? {} : JSON.parse(text)) as T & Partial<ErrorBody> };
    },
    draft: async (input = {}) => made(await client.send("POST", "courses", { title: "A draft", ...input })),
    chapter: async (courseId, input = {}) =>
      made(
        await client.send<AuthorChapter>("POST", `courses/${courseId}/chapters`, {
          title: "A chapter",
          videoUrl: VIDEO_LINK,
          ...input,
        }),
      ),
    course: async (courseId) => made(await client.send("GET", `courses/${courseId}`)),
    async published() {
      const name = `Category ${Math.random()}`;
      const { id: categoryId } = await test.db.category.create({ data: { name } });
      const { id } = await client.draft({
        title: "Bread on a weekday",
        description: "Sourdough for people with jobs.",
        imageUrl: "https://img.example/bread.webp",
        categoryId,
        price: { amount: 4900, currency: "usd" },
      });
      const chapters = [await client.chapter(id), await client.chapter(id)];
      await client.chapter(id, { title: "Not yet" });
      for (const chapter of chapters) await client.send("POST", `chapters/${chapter.id}/publish`);
      return made(await client.send("POST", `courses/${id}/publish`));
    },
  };
  return client;
}

function made<T>({ status, body }: Answer<T>): T {
  if (status >= 300) throw new Error(`${status}: ${JSON.stringify(body)}`);
  return body;
}
