import type { Page } from "playwright-core";

import type { Shot } from "./shots.mjs";

export interface Gallery {
  /** The page of a scene, when it stands still. Errors of the page are added to `complaints`. */
  open(shot: Omit<Shot, "name">, complaints?: string[]): Promise<Page>;
  convert(picture: Buffer, from: string, to: string): Promise<Buffer>;
  close(): Promise<void>;
}

export function openGallery(executablePath?: string): Promise<Gallery>;
export function photograph(page: Page): Promise<Buffer>;
