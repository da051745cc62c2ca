/** What the page reads of a token that it cannot verify: when to renew it, and whether it is still the same learner. */
export interface TokenClaims {
  /** Milliseconds since the epoch; Infinity where the token does not say: it is used until it is refused. */
  expiresAt: number;
  /** The same for all tokens of one learner. Names nobody to the server and is never sent to it. */
  learner: string;
}

export function readClaims(token: string): TokenClaims {
  try {
    const payload = token.split(".")[1] ?? "";
    const { exp, iss, sub } = JSON.parse(atob(payload.replaceAll("-", "+").replaceAll("_", "/"))) as Record<
      string,
      unknown
    >;
    return { expiresAt: typeof exp === "number" ? exp * 1000 : Infinity, learner: `${iss} ${sub}` };
  } catch {
    return { expiresAt: Infinity, learner: token };
  }
}
