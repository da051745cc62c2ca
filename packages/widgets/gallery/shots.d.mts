export interface Shot {
  name: string;
  scene: string;
  /** Of the window, in pixels. */
  width: number;
  scheme?: "light" | "dark";
  forcedColors?: "active" | "none";
  zoom?: number;
  compared?: boolean;
  quick?: boolean;
}

export const shots: readonly Shot[];
