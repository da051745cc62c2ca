/** Takes a parameter out of the address, keeping all the rest. */
export function forgetParameter(name: string): void {
  const url = new URL(location.href);
  url.searchParams.delete(name);
  history.replaceState(history.state, "", url);
}
