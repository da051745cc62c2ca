/**
 * - `applied`: our rows say what Mux says; `unchanged`: they said it before, or something that came later.
 * - `duplicate`: the event has had its effect before. `unknown`: it is about nothing of ours.
 */
export type VideoOutcome = "applied" | "unchanged" | "duplicate" | "unknown";
