/** The path of a Chromium to test with; rejects with what to do when there is none. */
export function findBrowser(): Promise<string>;
/** What it needs on its command line, to run as root and to leave the network alone. */
export const launchArguments: string[];
