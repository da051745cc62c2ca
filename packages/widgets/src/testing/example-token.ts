/** A token that nobody signed, of the shape that a host's token has. Good until `expiresIn` seconds from now. */
export function exampleToken(sub: string, expiresIn = 3600): string {
  const encode = (part: object): string => btoa(JSON.stringify(part)).replaceAll("=", "");
  const claims = { iss: "host", sub, exp: Math.floor(Date.now() / 1000) + expiresIn, jti: ++made };
  return `${encode({ alg: "HS256" })}.${encode(claims)}.signature`;
}

/** No two tokens are the same. */
let made = 0;
