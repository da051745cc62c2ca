/** The command line was not written as it should be; the message says how. */
export class UsageError extends Error {}
