import type { TwoServers } from "./two-servers.js";

export interface DuplicateDeliveries {
  /** How many answers there were of each status, deliveries and visits apart. */
  deliveries: Record<number, number>;
  visits: Record<number, number>;
  /** What the visits were told, `paid` at the last. */
  lastVisit: string;
  seconds: number;
}

/**
 * Lets one payment be told `deliveries` times, `atOnce` at a time, by both servers in turn, while the return page asks
 * `visits` times how it stands.
 */
export async function deliverDuplicates(
  { urls, standIn, headers, startCheckout }: TwoServers,
  { deliveries, visits, atOnce }: { deliveries: number; visits: number; atOnce: number },
): Promise<DuplicateDeliveries> {
  const { checkoutId, sessionId } = await startCheckout();
  standIn.pay(sessionId, { method: "card", email: "learner@mail.example" });
  const event = standIn.events().find(({ type }) => type === "checkout.session.completed");
  const { body, headers: signed } = standIn.signedRequest(event?.id ?? "");

  const started = performance.now();
  const deliver = (index: number) =>
    fetch(`${urls[index % 2]}/webhooks/stripe`, { method: "POST", body, headers: signed }).then(statusOf);
  const visit = (index: number) => fetch(`${urls[index % 2]}/v1/checkouts/${checkoutId}`, { headers }).then(statusOf);
  const [delivered, visited] = await Promise.all([
    atOnceCount(deliveries, atOnce, deliver),
    atOnceCount(visits, Math.ceil((atOnce * visits) / deliveries), visit),
  ]);
  const seconds = (performance.now() - started) / 1000;
  const last = await fetch(`${urls[1]}/v1/checkouts/${checkoutId}`, { headers });
  const { status } = (await last.json()) as { status: string };
  return { deliveries: delivered, visits: visited, lastVisit: status, seconds };
}

async function statusOf(response: Response): Promise<number> {
  await response.arrayBuffer();
  return response.status;
}

/** Runs a step so many times, so many at once; counts what it returns. */
async function atOnceCount(
  times: number,
  atOnce: number,
  step: (index: number) => Promise<number>,
): Promise<Record<number, number>> {
  const counts: Record<number, number> = {};
  let next = 0;
  const worker = async () => {
    while (next < times) {
      const status = await step(next++);
      counts[status] = (counts[status] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return counts;
}
