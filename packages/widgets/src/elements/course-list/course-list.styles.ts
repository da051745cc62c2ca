import { css } from "lit";

export const courseListStyles = css`
  :host {
    display: block;
  }
  .base {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
  }
  .toolbar,
  .first {
    order: -1;
  }
  .grid {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(17em, 100%), 1fr));
    gap: calc(var(--_space) * 1.5);
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .grid[aria-busy="true"]:not(:has([inert])) {
    opacity: 0.55;
  }
  .item {
    display: grid;
    min-inline-size: 0;
    border-radius: var(--_radius);
  }
  .after {
    display: grid;
    justify-items: center;
    gap: 0.75em;
    padding-block: calc(var(--_space) * 1.5);
    text-align: center;
  }
  .note {
    margin: 0;
  }
`;
