/** One small picture of a video, cut out of a large sheet of them. */
export interface Tile {
  readonly url: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Cue extends Tile {
  readonly endSeconds: number;
}

/** The small pictures of a video, by time. Nothing is loaded before the first is asked for. */
export class Storyboard {
  #address: string | undefined;
  #cues: Cue[] = [];

  /** Loads the list of them, once for each address. Where there is none, or the page may not have it, there are none. */
  async prepare(address: string | undefined): Promise<void> {
    if (!address || address === this.#address) return;
    this.#address = address;
    try {
      const answer = await fetch(address);
      if (answer.ok) this.#cues = parse(await answer.text(), address);
    } catch {
      this.#cues = [];
    }
  }

  at(seconds: number): Tile | undefined {
    return this.#cues.find(({ endSeconds }) => seconds < endSeconds);
  }
}

/** WebVTT of the form that Mux and others write: a time, then an image with `#xywh=` (Media Fragments URI 1.0). */
function parse(text: string, address: string): Cue[] {
  const cues = text.matchAll(/--> (?:(\d+):)?(\d+):([\d.]+)[^\n]*\n([^\s#]+)#xywh=(\d+),(\d+),(\d+),(\d+)/g);
  return [...cues].map(([, hours = 0, minutes, seconds, url = "", x, y, width, height]) => ({
    endSeconds: Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds),
    url: new URL(url, address).href,
    x: Number(x),
    y: Number(y),
    width: Number(width),
    height: Number(height),
  }));
}
