import { css } from "lit";

/** Loaded with what they are for, and not before. */
export const chapterExtrasStyles = css`
  .extras {
    grid-column: 1 / -1;
    border-block-start: 1px solid var(--_line);
  }
  .completion {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5em 1em;
    padding: calc(var(--_space) * 0.8) calc(var(--_space) * 1.1);
  }
  .refused {
    font-size: 0.9375em;
  }
  .refused:empty {
    display: none;
  }
  .downloads {
    padding-block: calc(var(--_space) * 0.8);
  }
  .downloads .heading {
    margin: 0;
    padding: 0 calc(var(--_space) * 1.1) 0.4em;
    font-size: 0.9375em;
    font-weight: 650;
  }
  .downloads ul {
    display: grid;
    gap: 2px;
    margin: 0;
    padding: 0 calc(var(--_space) * 0.5);
    list-style: none;
  }
  .downloads .refused {
    padding: 0.4em calc(var(--_space) * 1.1) 0;
  }
  .downloads .mark {
    border-color: transparent;
  }
`;
