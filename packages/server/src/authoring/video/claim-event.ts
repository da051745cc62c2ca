import type { Transaction } from "../../database/database.js";

/** An event of Mux's whose effect a reading is. */
export interface EventClaim {
  id: string;
  type: string;
}

/** False when the event has had its effect before. Ids of two senders are kept apart. */
export async function claimEvent({ db, event }: { db: Transaction; event: EventClaim }): Promise<boolean> {
  const data = [{ id: `mux:${event.id}`, type: event.type }];
  const { count } = await db.webhookEvent.createMany({ data, skipDuplicates: true });
  return count > 0;
}
